"""Finds persons by what stands around their names: titles, posts, appositions, verbs of saying; and their posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ctkg.model import Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find import posts as offices
from ctkg.text.find import shade
from ctkg.text.find.posts import Post
from ctkg.text.find.shade import ORGANIZATION, PERSON, Shade
from ctkg.text.reading import Reading

_AFTER_NAME = re.compile(r"(?:\s\((?:Esq|Ret|ret'd|Rtd|[A-Z][\w .-]{1,30})\.?\))?\s?(?:[,;]|\s-|\()\s?")
_ARTICLE = re.compile(r"(?:(?:who\sis\s)?(?:the|an?|our|its|his|her|currently|then|newly\sappointed)\s){0,2}")
_JOINT = re.compile(
    r"(?:[,;]\s(?:and\s|as\swell\sas\s)?|\sand\s|\s?/\s?|\s&\s|\sas\swell\sas\s)(?:also\s|concurrently\s|the\s|an?\s|formerly\s){0,2}"
)
_OF_BODY = re.compile(rf",?\s(?:of|from|at|with|representing)\s(?:the\s)?(?=[{ORGANIZATION}])")
_IN_BRACKETS = re.compile(rf"\s\((?:the\s)?(?=[{ORGANIZATION}]+\s?\))")
_BESIDE = re.compile(r"(?:,\s(?:and\s)?|\sand\s|\s&\s|;\s(?:and\s)?)$")
_SUFFIX = re.compile(r"\s(?:Jr|Sr|II|III)\b\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """Words that name a person.

    Attributes:
        span: the name, without titles and posts.
        outer: the name with the titles and posts around it.
        person: the person; the same entity for all mentions of one person.
        posts: posts that the words around this mention give.
        bodies: bodies that they belong to, with the words that say so; those of posts included.
        full: False for a surname that takes up a name given before.
    """

    span: Span
    outer: Span
    person: Entity
    posts: tuple[Post, ...] = ()
    bodies: tuple[tuple[Entity, Span], ...] = ()
    full: bool = True


@dataclass(slots=True)
class _Candidate:
    start: int
    end: int
    outer: int
    titled: bool = False
    words: int = 1
    certain: bool = False


@cache
def _name() -> re.Pattern[str]:
    lexicon = patterns.load("persons")
    particle = "|".join(sorted(lexicon["particles"], key=lambda word: (-len(word), word)))
    letter = r"[^\W\d_]"
    joined = rf"(?:-(?!based|led|funded|supported|organized|organised|hosted|wide|style|backed)(?:[A-Z]|(?=[a-z]{{2,}}))(?:'[A-Z])?{letter}+)"
    word = (
        rf"(?:(?:{particle})-)?(?:[A-Z]'(?=[A-Z]))?[A-Z](?:{letter}+|(?='[a-z]{{2}}))(?:'(?!s\b|\s){letter}+)?{joined}*"
    )
    initial = r"[A-Z](?:\.-?[A-Z])*\.|[A-Z](?=\s[A-Z])"
    part = rf"(?:{initial}|{word})"
    small = rf"(?:(?:{particle}|Van|Von|De|Al|El|Bin|Abu)\s){{1,3}}"
    return re.compile(
        rf"(?<![\w'&/@.-])(?:(?:de|van|von|al|el)\s)?{part}(?:(?:\.(?=\s[A-Z]\.\s)|,(?=\sJr))?\s(?:{small})?{part}){{0,6}}(?![\w&@]|-\w)"
    )


@cache
def _title() -> re.Pattern[str]:
    lexicon = patterns.load("persons")
    words = sorted([*lexicon["honorifics"], *lexicon["ranks"]], key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in words)})\.?\s$")


@cache
def verbs() -> str:
    """Alternatives of a regular expression: the verbs of saying, longest first."""
    words = patterns.load("speech")["verbs"]
    return "|".join(sorted({*words["saying"], *words["opening"]}, key=lambda word: (-len(word), word)))


@cache
def _said_after() -> re.Pattern[str]:
    return re.compile(rf",?\s(?:has\s|had\s|have\s)?(?:also\s|further\s|then\s|[a-z]+ly\s)?(?:{verbs()})\b")


@cache
def _said_before() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{verbs()})|\b(?:by|with|featuring|including|included|were|are|of|saw|:))\s(?:the\s)?$")


@shade.once
def find(reading: Reading) -> tuple[PersonMention, ...]:
    """All mentions of persons, in text order, not overlapping.

    A name counts where a title, a post, a verb of saying or a named neighbour shows that it is a person's.
    """
    return _Finder(reading).mentions()


@shade.once
def shaded(reading: Reading) -> Shade:
    """``reading`` with its links shaded; offices that tables hold as bodies stay readable."""
    return shade.of(reading, offices.heads())


@shade.once
def posts(reading: Reading) -> tuple[Post, ...]:
    """All posts that the text words, held by a named person or not."""
    return offices.find(shaded(reading))


@shade.once
def masked(reading: Reading) -> str:
    """The shaded text with posts and persons shaded too."""
    text = offices.shades(shaded(reading).text, posts(reading))
    return shade.cover(text, [(m.span.start, m.span.end) for m in find(reading)], PERSON)


class _Finder:
    """One pass over one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.shaded = shaded(reading)
        self.posts = posts(reading)
        self.text = offices.shades(self.shaded.text, self.posts)
        self.by_start = {post.span.start: post for post in self.posts} | {post.core.start: post for post in self.posts}
        self.by_end = {post.span.end: post for post in self.posts} | {post.head.end: post for post in self.posts}
        self.claimed: set[int] = set()
        self.found: list[PersonMention] = []

    def mentions(self) -> tuple[PersonMention, ...]:
        candidates = [*self._candidates()]
        starts = {c.outer for c in candidates}
        after = [self._posts_after(c, starts) for c in candidates]
        kept: list[PersonMention] = []
        for candidate, behind in zip(candidates, after, strict=True):
            mention = self._mention(candidate, behind, kept[-1] if kept else None)
            if mention:
                kept.append(mention)
        kept = _named_once(kept)
        return tuple(sorted([*kept, *self._surnames(kept)], key=lambda m: m.span))

    def _candidates(self) -> Iterator[_Candidate]:
        for match in _name().finditer(self.text):
            for start, end in _runs(match):
                words = match.string[start:end].split()
                start, words = self._without_acronym(start, words)
                if not words or len(words[-1].rstrip(".")) < 2 or (words[-1].isupper() and words[-1].endswith(".")):
                    continue
                outer = start
                while title := _title().search(self.text, max(0, outer - 24), outer):
                    outer = title.start()
                titled = outer < start
                if all(word.isupper() for word in words) and not titled and len(words) < 6 and self._shouts(start):
                    continue
                yield _Candidate(start, end, outer, titled, len(words))

    def _without_acronym(self, start: int, words: list[str]) -> tuple[int, list[str]]:
        """A name without the acronym of a body in front of it."""
        while len(words) > 1 and words[0].isupper() and "." not in words[0]:
            if len(words[0]) > 3 and not self.reading.entity(words[0]):
                break
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) == 1 and words[0].isupper() and self.reading.entity(words[0]):
            return start, []
        return start, words

    def _shouts(self, offset: int) -> bool:
        span = self.reading.passage_at(offset).span
        return self.reading.words(span).isupper()

    def _posts_after(self, candidate: _Candidate, starts: set[int]) -> list[Post]:
        """Posts in apposition behind a name; they are its own and no later name's."""
        chain: list[Post] = []
        opened = _AFTER_NAME.match(self.text, candidate.end)
        if not opened or candidate.words < 2 and not candidate.titled and not self._post_before(candidate):
            return chain
        post = self._post_at(opened.end())
        while post and not self._names_another(post, starts):
            chain.append(post)
            self.claimed.add(post.head.start)
            joint = _JOINT.match(self.shaded.text, post.span.end)
            post = self._post_at(joint.end()) if joint else None
        return chain

    def _post_at(self, offset: int) -> Post | None:
        article = _ARTICLE.match(self.text, offset)
        return self.by_start.get(offset) or (self.by_start.get(article.end()) if article else None)

    def _names_another(self, post: Post, starts: set[int]) -> bool:
        """True where the post stands right before another name: "..., Ambassador Jane Roe"."""
        return post.span.end + 1 in starts or (
            post.head.end + 1 in starts and self.text[post.head.end : post.head.end + 1] == " "
        )

    def _post_before(self, candidate: _Candidate) -> Post | None:
        """The post right before a name, no comma between."""
        gap = candidate.outer - 1
        return self.by_end.get(gap) if gap >= 0 and self.text[gap] == " " else None

    def _mention(self, candidate: _Candidate, behind: list[Post], before: PersonMention | None) -> PersonMention | None:
        front = self._front(candidate)
        bodies = [(post.body, post.body_span) for post in [*front, *behind] if post.body and post.body_span]
        if not behind and not any(post.body for post in front):
            bodies += self._body_after(candidate)
        if not (candidate.titled or front) and (
            candidate.words < 2 or not (behind or bodies or candidate.certain or self._seems_person(candidate, before))
        ):
            return None
        end = max([candidate.end, *(post.span.end for post in behind)])
        start = min([candidate.outer, *(post.span.start for post in front)])
        return PersonMention(
            span=Span(candidate.start, candidate.end),
            outer=Span(start, end),
            person=_entity(self.reading, candidate, bodies),
            posts=(*front, *behind),
            bodies=tuple((body, span) for body, span in bodies if span is not None),
        )

    def _front(self, candidate: _Candidate) -> list[Post]:
        """Posts before a name: "OSCE Secretary General X", "the Director of the Agency, X,"."""
        post = self._post_before(candidate)
        if not post:
            post = self._post_with_comma(candidate) or self._post_with_topic(candidate)
        if not post or post.head.start in self.claimed:
            return []
        if post.span.end > candidate.outer:
            post = _shortened(post, candidate.outer)
        self.claimed.add(post.head.start)
        chain = [post]
        # "President and Chair of the Board X", "UNODC Director Judge X"
        while (near := self._chained_before(chain[0])) is not None:
            self.claimed.add(near.head.start)
            chain.insert(0, near)
        return chain

    def _chained_before(self, post: Post) -> Post | None:
        joint = re.search(r"(?:\sand\s|,\s|\s)(?:the\s)?$", self.text[max(0, post.span.start - 12) : post.span.start])
        before = self.by_end.get(post.span.start - len(joint.group())) if joint else None
        return before if before and before.head.start not in self.claimed else None

    def _post_with_comma(self, candidate: _Candidate) -> Post | None:
        if self.text[max(0, candidate.outer - 2) : candidate.outer] != ", " or not (
            candidate.words > 1 or candidate.titled
        ):
            return None
        post = self.by_end.get(candidate.outer - 2)
        if not post or post.head.start in self.claimed:
            return None
        closed = re.match(r"\s?[,.;:)\"]|\s?$|\n", self.text[candidate.end : candidate.end + 2])
        return post if closed or _said_after().match(self.text, candidate.end) else None

    def _post_with_topic(self, candidate: _Candidate) -> Post | None:
        """A post whose topic ran into the name: "Minister of Interior Jane Roe"."""
        for post in self.posts:
            if post.head.end < candidate.outer < post.span.end:
                return post
        return None

    def _body_after(self, candidate: _Candidate) -> list[tuple[Entity, Span | None]]:
        found = _OF_BODY.match(self.text, candidate.end) or _IN_BRACKETS.match(self.text, candidate.end)
        thing = self.shaded.at(found.end()) if found else None
        return [(thing[1], thing[0])] if thing else []

    def _seems_person(self, candidate: _Candidate, before: PersonMention | None) -> bool:
        """True where a verb of saying or a named neighbour tells that a name of two words and more is a person's."""
        if self.reading.link_at(candidate.start) or self.reading.link_at(candidate.end - 1):
            return False
        if _said_after().match(self.text, candidate.end):
            return True
        gap = self.text[max(0, candidate.outer - 24) : candidate.outer]
        if _said_before().search(gap) and re.match(
            r"\s?[,.;:)\"]|\s(?:and|in|at|who|during|on)\b|\s?$", self.text[candidate.end : candidate.end + 8]
        ):
            return bool(re.search(rf"\b(?:{verbs()}|by)\s(?:the\s)?$", gap))
        return bool(
            before
            and before.outer.end <= candidate.outer
            and _BESIDE.fullmatch(self.text[before.outer.end : candidate.outer])
        )

    def _surnames(self, kept: list[PersonMention]) -> Iterator[PersonMention]:
        """Later mentions by surname: "Ms. Roe", "Roe added"."""
        people: dict[str, Entity | None] = {}
        first: dict[str, int] = {}
        for mention in kept:
            for name in _surname_forms(mention.person.label):
                known = people.get(name, mention.person)
                people[name] = mention.person if known is not None and known.label == mention.person.label else None
                first.setdefault(name, mention.span.start)
        usable = sorted((name for name, person in people.items() if person), key=lambda name: (-len(name), name))
        if not usable:
            return
        forms = {re.sub(r"\s+", " ", shade.folding.bare(name)): people[name] for name in usable}
        taken = [m.span for m in kept]
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-]|\s[A-Z]\w)")
        at = 0
        for match in pattern.finditer(self.text):
            while at < len(taken) and taken[at].end <= match.start():
                at += 1
            person = forms[match.group()]
            if at < len(taken) and taken[at].start < match.end() or not person:
                continue
            if match.start() < min(first.get(name, 0) for name in _surname_forms(person.label) if name in first):
                continue
            outer = match.start()
            while title := _title().search(self.text, max(0, outer - 24), outer):
                outer = title.start()
            post = self.by_end.get(outer - 1) if outer else None
            yield PersonMention(
                span=Span(match.start(), match.end()),
                outer=Span(post.core.start if post else outer, match.end()),
                person=person,
                full=False,
            )


def _runs(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a run of capitalised words that hold no word foreign to names."""
    start: int | None = None
    end = match.start()
    for word in re.finditer(r"\S+", match.group()):
        at = match.start() + word.start()
        if word.group().rstrip(".").lower() in offices.name_words() or re.fullmatch(r"[A-Z]{2,}\.", word.group()):
            if start is not None:
                yield start, end
            start = None
            continue
        if start is None and not word.group()[0].islower():
            start = at
        end = match.start() + word.end()
    if start is not None:
        yield start, end


def _entity(reading: Reading, candidate: _Candidate, bodies: list[tuple[Entity, Span | None]]) -> Entity:
    words = offices.spaced(reading.document.text[candidate.start : candidate.end])
    label = " ".join(_cased(word) for word in words.split())
    body = bodies[0][0].label if bodies else ""
    return Entity(kind="person", label=label, names=() if label == words else (words,), body=body)


def _cased(word: str) -> str:
    """A word of a name in usual case: "GBEVLO-LARTEY" is Gbevlo-Lartey; initials stay."""
    if len(word) > 2 and word.endswith(".") and word[:-1].isalpha() and not word[:-1].isupper():
        word = word[:-1]
    letters = [c for c in word if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters) and "." not in word:
        return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
    return word


def _surname_forms(label: str) -> list[str]:
    """The ways in which a later mention may shorten a full name."""
    words = label.split()
    if len(words) < 2:
        return [label]
    particles = frozenset(patterns.load("persons")["particles"])
    forms = [words[-1]]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in particles:
        start -= 1
    if start < len(words) - 1:
        forms.append(" ".join(words[start:]))
    if len(words) > 2 and "." not in words[-2] and len(words[-2]) > 2:
        forms.append(" ".join(words[-2:]))
    return [form for form in dict.fromkeys(forms) if len(form) > 2]


def _named_once(kept: list[PersonMention]) -> list[PersonMention]:
    """The same entity for all mentions of one person; short names fall to the full one."""
    people: list[Entity] = []
    owner: list[int] = []
    for mention in kept:
        words = _key(mention.person)
        for index, person in enumerate(people):
            if _same(words, _key(person)):
                longer = max(person, mention.person, key=lambda p: (len(p.label.split()), person is p))
                names = [
                    n
                    for n in (person.label, *person.names, mention.person.label, *mention.person.names)
                    if n != longer.label
                ]
                people[index] = replace(
                    longer, names=tuple(dict.fromkeys(names))[:6], body=person.body or mention.person.body
                )
                owner.append(index)
                break
        else:
            owner.append(len(people))
            people.append(mention.person)
    return [replace(mention, person=people[index]) for mention, index in zip(kept, owner, strict=True)]


def _key(person: Entity) -> list[str]:
    return shade.folding.lower(shade.folding.bare(person.label)).replace(".", "").split()


def _same(left: list[str], right: list[str]) -> bool:
    short, long = sorted((left, right), key=len)
    if short[-1] != long[-1]:
        return False
    return set(short) <= set(long) or (
        len(short) == len(long)
        and all(a[0] == b[0] and 1 in (len(a), len(b)) or a == b for a, b in zip(short, long, strict=True))
    )


def _shortened(post: Post, end: int) -> Post:
    """``post`` cut off before ``end``."""
    last = end - 1
    cuts = tuple(cut for cut in post.cuts if cut < last)
    return replace(
        post,
        span=Span(post.span.start, last),
        core=Span(post.core.start, max(post.head.end, min(post.core.end, last))),
        cuts=(*cuts, last),
    )


def holder_links(reading: Reading, span: Span) -> tuple[Link, ...]:
    """Organisations and States inside ``span``."""
    return reading.inside(span, "organization", "state")
