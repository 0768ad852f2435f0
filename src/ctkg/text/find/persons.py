"""Finds persons by what stands around their names: titles, posts, appositions, verbs of saying; and their posts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ctkg.model import Entity, Span
from ctkg.text.find import (
    belonging,
    callings,
    candidates,
    naming,
    personwords,
    portfolio,
    postwords,
    shade,
    shared,
    signatures,
    speechwords,
    surnames,
)
from ctkg.text.find import posts as offices
from ctkg.text.find.candidates import Candidate
from ctkg.text.find.posts import Post
from ctkg.text.find.shade import PERSON, POST, Shade
from ctkg.text.reading import Reading


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


@shade.once
def find(reading: Reading) -> tuple[PersonMention, ...]:
    """All mentions of persons, in text order, not overlapping.

    A name counts where a title, a post, a verb of saying or a named neighbour shows that it is a person's.
    """
    return _Finder(reading).mentions()


@shade.once
def shaded(reading: Reading) -> Shade:
    """``reading`` with its links shaded; offices that tables hold as bodies stay readable."""
    return shade.of(reading, postwords.heads())


@shade.once
def posts(reading: Reading) -> tuple[Post, ...]:
    """All posts that the text words, held by a named person or not."""
    return offices.find(shaded(reading))


@shade.once
def masked(reading: Reading) -> str:
    """The shaded text with posts and persons shaded too."""
    text = shade.cover(shaded(reading).text, [(post.core.start, post.core.end) for post in posts(reading)], POST)
    return shade.cover(text, [(m.span.start, m.span.end) for m in find(reading)], PERSON)


#: "his Peruvian counterpart, Jane Roe": of the same post as the person named before.
_COUNTERPART = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s[^\s,.;:]+\scounterpart,?\s(?:\S+\s)?$")


def _same_post(post: Post) -> Post:
    """A post of the same name in another body."""
    return replace(post, span=post.core, cuts=(post.core.end,), body=None, body_span=None)


class _Finder:
    """One pass over one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.shaded = shaded(reading)
        self.posts = posts(reading)
        text = offices.shades(self.shaded.text, self.posts)
        self.plurals = shared.find(text, self.shaded.document)
        self.text = shade.cover(text, [(one.span.start, one.span.end) for one in self.plurals], POST)
        self.by_start = {post.span.start: post for post in self.posts} | {post.core.start: post for post in self.posts}
        self.by_end = {post.span.end: post for post in self.posts} | {post.head.end: post for post in self.posts}
        self.heads = [post.head.start for post in self.posts]
        self.claimed: set[int] = set()
        self.ends: dict[int, int] = {}

    def mentions(self) -> tuple[PersonMention, ...]:
        found = [*candidates.find(self.reading, self.text)]
        starts = {candidate.outer for candidate in found}
        self.ends = {one.end: one.start for one in found if one.words > 1}
        self.together = dict(shared.holders(self.text, self.shaded, self.plurals, found))
        after = [self._posts_after(candidate, starts) or self._posts_given(candidate) for candidate in found]
        kept: list[PersonMention] = []
        for candidate, behind in zip(found, after, strict=True):
            mention = self._mention(candidate, behind, kept[-1] if kept else None)
            if mention:
                kept.append(mention)
        people = naming.resolved([mention.person for mention in kept])
        kept = [replace(mention, person=person) for mention, person in zip(kept, people, strict=True)]
        return tuple(sorted([*kept, *self._surnames(kept)], key=lambda m: m.span))

    def _posts_after(self, candidate: Candidate, starts: set[int]) -> list[Post]:
        """Posts in apposition behind a name; they are its own and no later name's."""
        chain: list[Post] = []
        if (signed := signatures.post(self.text, self.shaded, candidate, self._post_at)) is not None:
            self.claimed.add(signed.head.start)
            return [signed]
        opened = personwords.AFTER_NAME.match(self.text, candidate.end)
        if opened and personwords.SUBJECT.match(self.text, opened.end()):
            near = self._post_at(opened.end())
            if near and personwords.goes_on().match(self.text, near.span.end):
                return chain  # "..., the UN chief extended": the subject of what follows
        if not opened or (candidate.words < 2 and not candidate.titled and not self._post_before(candidate)):
            return chain
        post = self._post_at(opened.end())
        fronted = self._post_with_comma(candidate) is not None
        if post and ";" in opened.group() and post.span.start < post.core.start:
            return chain  # "...; Kenya's Director of Police watched": the next clause
        while (
            post
            and len(chain) < personwords.MOST_POSTS
            and not self._names_another(post, starts, fronted or bool(chain))
        ):
            chain.append(post)
            self.claimed.add(post.head.start)
            joint = personwords.JOINT.match(self.shaded.text, post.span.end)
            post = self._post_at(joint.end()) if joint else None
        if len(chain) > 1 and all(self.text.endswith("the ", 0, one.span.start) for one in chain):
            return []  # "Jane Roe, the Director of A and the Envoy of B": three people, two without a name
        return chain

    def _posts_given(self, candidate: Candidate) -> list[Post]:
        """Posts that the clause around a name gives it: "who heads the Unit", "has been Director"."""
        if candidate.words < 2 and not candidate.titled:
            return []
        found = []
        for post in callings.given(self.text, candidate.end, candidate.outer, self._post_at, self.shaded):
            if post.head.start not in self.claimed:
                self.claimed.add(post.head.start)
                found.append(post)
        return found

    def _post_at(self, offset: int) -> Post | None:
        article = personwords.ARTICLE.match(self.text, offset)
        return self.by_start.get(offset) or (self.by_start.get(article.end()) if article else None)

    def _names_another(self, post: Post, starts: set[int], listed: bool) -> bool:
        """True where the post stands right before another name: "..., Ambassador Jane Roe"; in a list of posts with
        their holders (``listed``) before a comma as well."""
        after = post.span.end + 2
        comma = listed and self.text[post.span.end : after] == ", " and self._named_at(after, starts)
        return (
            comma
            or post.span.end + 1 in starts
            or self._ends_in_name(post)
            or (post.head.end + 1 in starts and self.text[post.head.end : post.head.end + 1] == " ")
        )

    def _ends_in_name(self, post: Post) -> bool:
        """True where the wording of a post ran over its holder's name: "the Deputy Director of Service Jane Roe"."""
        at = self.ends.get(post.core.end)
        return at is not None and post.head.end + 1 < at and not personwords.LEADS_ON.search(self.text, at - 10, at)

    def _named_at(self, offset: int, starts: set[int]) -> bool:
        """True where a name stands at ``offset``, a rank before it or not."""
        rank = self.by_start.get(offset)
        return offset in starts or (rank is not None and rank.head.end + 1 in starts)

    def _post_before(self, candidate: Candidate) -> Post | None:
        """The post right before a name, no comma between."""
        gap = candidate.outer - 1
        if gap >= 0 and self.text[gap] == " " and (post := self.by_end.get(gap)):
            return post
        # "The Course Director was Colonel Jane Roe"
        was = personwords.WAS.search(self.text, max(0, candidate.outer - 12), candidate.outer)
        return self.by_end.get(was.start()) if was and (candidate.titled or candidate.words > 1) else None

    def _mention(self, candidate: Candidate, behind: list[Post], before: PersonMention | None) -> PersonMention | None:
        common = self.together.get(candidate.outer)
        front = [common] if common else self._front(candidate)
        if not front and not candidate.titled and self._in_post(candidate):
            return None
        if personwords.initials(self.text, candidate.start, candidate.end):
            return None
        if candidate.words == 1 and not candidate.titled and self._place(candidate):
            return None  # "Deputy Inspector General Islamabad"
        bodies: list[tuple[Entity, Span]] = [
            (portfolio.led(self.reading, post.body, post.body_span), post.body_span)
            for post in [*front, *behind]
            if post.body and post.body_span
        ]
        seems = candidate.words > 1 and self._seems_person(candidate, before)
        if not any(post.body for post in front):
            bodies = [*belonging.find(self.shaded, self.text, candidate, bool(front or behind or seems)), *bodies]
        if not bodies:
            bodies = [implied for post in [*front, *behind] if (implied := portfolio.body_of(self.reading, post))]
        if not (candidate.titled or front) and (candidate.words < 2 or not (behind or bodies or seems)):
            return None
        same = []
        if (
            before
            and not front
            and not behind
            and _COUNTERPART.search(self.text, max(0, candidate.outer - 60), candidate.outer)
        ):
            same = [_same_post(post) for post in before.posts[:1]]
        end = max([candidate.end, *(post.span.end for post in behind)])
        start = min([candidate.outer, *(post.span.start for post in front if post is not common)])
        return PersonMention(
            span=Span(candidate.start, candidate.end),
            outer=Span(start, end),
            person=candidates.person(self.reading, candidate, bodies[0][0].label if bodies else ""),
            posts=(*front, *self._ranks(candidate), *behind, *same),
            bodies=tuple(bodies),
        )

    def _place(self, candidate: Candidate) -> bool:
        """True where the word is linked to a place."""
        link = self.reading.link_at(candidate.start)
        return link is not None and link.mention.kind == "place"

    def _ranks(self, candidate: Candidate) -> Iterator[Post]:
        """The military or police rank right before a name."""
        for found in naming.ranks().finditer(self.reading.plain, candidate.outer, candidate.start):
            span = Span(*found.span())
            yield Post(span=span, core=span, head=span)

    def _front(self, candidate: Candidate) -> list[Post]:
        """Posts before a name: "OSCE Secretary General X", "the Director of the Agency, X,"."""
        post = self._post_before(candidate)
        if not post:
            post = self._post_with_comma(candidate) or self._post_with_topic(candidate)
        if not post or post.head.start in self.claimed:
            return []
        if post.span.end > candidate.outer:
            post = offices.shortened(post, candidate.outer)
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
        if not before or not joint or before.head.start in self.claimed:
            return None
        words = (self.reading.words(one.head).lower() for one in (before, post))
        another = "," in joint.group() and next(words) == next(words)
        return None if another else before  # "the President of X, that of Y"

    def _post_with_comma(self, candidate: Candidate) -> Post | None:
        if self.text[max(0, candidate.outer - 2) : candidate.outer] != ", " or not (
            candidate.words > 1 or candidate.titled
        ):
            return None
        post = self.by_end.get(candidate.outer - 2) or self._post_described(candidate.outer)
        if not post or post.head.start in self.claimed:
            return None
        closed = personwords.COMMA_CLOSED.match(self.text, candidate.end)
        if personwords.HIS.search(self.text, max(0, post.span.start - 6), post.span.start) and not re.match(
            r"[,.;)\n]|$", self.text[candidate.end : candidate.end + 1]
        ):
            return None  # "in a statement issued by his spokesperson, Mr. Roe said"
        return post if closed or speechwords.said_after().match(self.text, candidate.end) else None

    def _post_described(self, outer: int) -> Post | None:
        """The post in "A lawyer for two of the men, Jane Roe, said"."""
        at = bisect_left(self.heads, outer) - 1
        post = self.posts[at] if at >= 0 else None
        if not post or not personwords.DESCRIBED.fullmatch(self.text, post.span.end, outer):
            return None
        return post if personwords.DETERMINED.search(self.text[max(0, post.span.start - 5) : post.span.start]) else None

    def _post_with_topic(self, candidate: Candidate) -> Post | None:
        """A post whose topic ran into the name: "Minister of Interior Jane Roe"."""
        if candidate.words < 2 or self.text[candidate.outer - 1 : candidate.outer] != " ":
            return None
        if personwords.PREPOSITION.search(self.text, max(0, candidate.outer - 8), candidate.outer):
            return None
        at = bisect_left(self.heads, candidate.outer) - 1
        post = self.posts[at] if at >= 0 else None
        return post if post and post.head.end < candidate.outer < post.span.end else None

    def _in_post(self, candidate: Candidate) -> bool:
        """True where the words are the topic of a post."""
        at = bisect_left(self.heads, candidate.start) - 1
        return at >= 0 and self.posts[at].head.end < candidate.start < self.posts[at].span.end

    def _seems_person(self, candidate: Candidate, before: PersonMention | None) -> bool:
        """True where a verb of saying or a named neighbour tells that a name of two words and more is a person's."""
        if self.reading.link_at(candidate.start) or self.reading.link_at(candidate.end - 1):
            return False
        if speechwords.said_after().match(self.text, candidate.end):
            return True
        if personwords.AGED.match(self.text, candidate.end):
            return True  # "Jane Roe, 41, ..."
        if personwords.SAYS_IN_BRACKETS.match(self.text, candidate.end):
            return True  # "Jane Roe (UNODC): ..."
        if personwords.WHO_SAYS.match(self.text, candidate.end):
            return True
        gap = self.text[max(0, candidate.outer - 40) : candidate.outer]
        if (
            candidate.words < 4
            and personwords.PEOPLE.search(gap)
            and personwords.CLOSED.match(self.text, candidate.end)
        ):
            return True
        if speechwords.said_before().search(gap) and personwords.CLOSED.match(self.text, candidate.end):
            return True
        if self.text[candidate.end : candidate.end + 2] == "'s":
            return False  # "..., St Brendan's Church"
        return bool(
            before
            and before.outer.end <= candidate.outer
            and candidate.outer - before.outer.end < 90
            and personwords.BESIDE.fullmatch(self.text[before.outer.end : candidate.outer])
        )

    def _surnames(self, kept: list[PersonMention]) -> Iterator[PersonMention]:
        """Later mentions by surname, with the post right before them."""
        for outer, span, person in surnames.find(self.text, [(m.person, m.span) for m in kept]):
            post = self.by_end.get(outer - 1) if outer else None
            behind = self._apposed_to_surname(span)
            yield PersonMention(
                span=span,
                outer=Span(post.core.start if post else outer, behind.span.end if behind else span.end),
                person=person,
                posts=(behind,) if behind else (),
                bodies=((behind.body, behind.body_span),) if behind and behind.body and behind.body_span else (),
                full=False,
            )

    def _apposed_to_surname(self, span: Span) -> Post | None:
        """The post in "Roe, Director of the Agency, noted": between commas, with a topic or body of its own."""
        post = self._post_at(span.end + 2) if self.text.startswith(", ", span.end) else None
        if post is None or post.head.start in self.claimed or self.text[post.span.end : post.span.end + 1] != ",":
            return None
        if post.span.end == post.head.end and post.body is None:
            return None
        self.claimed.add(post.head.start)
        return post
