"""Organisations by grammar: a head word ("Ministry", "Unit") with the capitalised words and complements around it.

Works on what the gazetteer left: known names inside a new name become its parent or its State.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text.find import gazetteer, headwords
from ctkg.text.find.linking import link
from ctkg.text.find.owned import known_by_owner
from ctkg.text.find.tokens import Token, shouted, tokens

_OF = frozenset(["of", "for", "on", "against", "to"])
_ROMANCE = frozenset(["de", "del", "della", "des", "du", "da", "do", "la", "le", "el"])
_PLURALS = {"Ministries": "Ministry", "Departments": "Department", "Agencies": "Agency", "Embassies": "Embassy"}
_STANDING = frozenset({"office", "mission", "centre", "diplomatic-mission", "field-operation"})
_POLICY_POSTS = frozenset({"General", "Resolution", "Project", "Programme"})
_CIRCLES = frozenset({"Council", "Committee", "Conference", "Forum", "Assembly", "Group", "Association", "Union"})
_OFFICERS = frozenset(
    {"Ministers", "Heads", "Chiefs", "Directors", "Commissioners", "Members", "Experts", "Representatives"}
)
_LISTABLE = frozenset({"ministry", "agency", "department", "committee", "office", "commission", "council", "centre"})


def find(document: Document, plain: str, sentences: Sequence[Passage], known: Sequence[Link]) -> Iterator[Link]:
    """New organisations; ``known`` are the gazetteer's links, sorted and free of overlaps. Results may overlap them."""
    at: dict[int, Link] = {}
    for one in known:
        at.update(dict.fromkeys(range(one.mention.span.start, one.mention.span.end), one))
    for sentence in sentences:
        span = sentence.span
        words = tokens(plain, span.start, span.end)
        if shouted(words) and plain[span.end - 1] != ".":
            continue
        done = -1
        for index, word in enumerate(words):
            if index > done and word.capitalised and word.bare in headwords.words().heads:
                if headwords.held_office(words, index) or headwords.first_of_two(words, index):
                    continue
                grown = _Name(document, words, at, index).grow()
                if grown is not None:
                    done = grown[1]
                    yield grown[0]


class _Name:
    """A name that grows left and right from its head."""

    def __init__(self, document: Document, words: Sequence[Token], at: Mapping[int, Link], head: int) -> None:
        self.document, self.words, self.at, self.head = document, words, at, head
        self.lists = headwords.words()
        self.type = self.lists.heads[words[head].bare]
        self.state = ""
        self.last = head
        self.parent: Entity | None = None

    def known(self, index: int, *kinds: str) -> Link | None:
        """The gazetteer's link at a token."""
        if not 0 <= index < len(self.words):
            return None
        found = self.at.get(self.words[index].start)
        return found if found is not None and (not kinds or found.mention.kind in kinds) else None

    def grow(self) -> tuple[Link, int] | None:
        """The link and the index of its last token; None where the words are no name."""
        words, lists = self.words, self.lists
        head = words[self.head]
        self.last = headwords.last_of_head(words, self.head)
        right = self.head if head.text.endswith("'s") else self._right()
        left = self._left()
        while right == self.head and right + 1 < len(words) and words[right + 1].capitalised:
            following = words[right + 1]
            if following.bare in lists.heads:  # "Committee Executive Directorate": the later head is the head
                return None
            if following.bare in lists.posts or self.known(right + 1):
                break
            return None
        alone = left == self.head and right == self.head
        if alone or (left == self.head and head.bare in lists.never_alone and not self._has_complement(right)):
            return None
        start, end = words[left].start, words[right].end - (2 if words[right].text.endswith("'s") else 0)
        if self.known(self.head, "organization") is not None:  # merging joins it to its owner
            return None
        span = Span(start, end)
        thing = self._thing(span, left, right)
        return link(self.document, span, "organization", thing, "organisations.head", 0.85), right

    def _has_complement(self, right: int) -> bool:
        return right > self.last

    def _left(self) -> int:
        words, first = self.words, self.head
        while first > 0:
            before = words[first - 1]
            known = self.known(first - 1)
            if known is not None and known.mention.kind == "nationality":
                self.state = self.state or known.thing.state
                if before.text.isupper() or known.mention.text in {"UK", "US", "U.S.", "EU"}:
                    first -= 1
                    continue
                break
            if known is not None and known.mention.kind in {"state", "place"}:
                self.state = self.state or known.thing.state
                if not before.text.endswith("'s"):
                    start = known.mention.span.start
                    while first > 0 and words[first - 1].start >= start:
                        first -= 1
                break
            if known is not None and known.mention.kind == "organization":
                if before.text.endswith("'s") or before.text == "'":
                    break
                self.parent = self.parent or known.thing
                start = known.mention.span.start
                while first > 0 and words[first - 1].start >= start:
                    first -= 1
                break
            if known is not None:
                break
            own = not before.text.endswith("'s") or headwords.held_office(words, first - 1)
            if before.capitalised and before.text not in self.lists.modifiers and own:
                first -= 1
            elif before.text in {"and", "&", "against"} and self._joins(first):
                first -= 2
            else:
                break
        return first

    def _joins(self, first: int) -> bool:
        """True where the words on both sides of "and" make one name ("Border Security and Management Unit")."""
        if first < 2:
            return False
        before, after = self.words[first - 2], self.words[first]
        one = first <= self.head and after.capitalised and headwords.singular(self.words[self.head])
        if one and self.known(first - 2) is None and headwords.article_before(self.words, first - 2):
            return True
        return (
            before.capitalised
            and before.text not in self.lists.modifiers
            and before.bare not in self.lists.heads
            and not before.text.endswith("'s")
            and self.known(first - 2) is None
            and first <= self.head
            and (self._policy(before) or before.text.endswith("an") or self.words[first - 1].text == "against")
            and (
                first < self.head or self._policy(after) or after.text.endswith("an") or after.bare in self.lists.heads
            )
        )

    def _policy(self, word: Token) -> bool:
        return word.bare in self.lists.portfolio or word.text.lower().endswith(self.lists.endings)

    def _right(self) -> int:
        words, last = self.words, self.last
        at = last + 1
        while at < len(words):
            word = words[at]
            if word.text in _OF or word.text in _ROMANCE or (word.text == "in" and self.type in _STANDING):
                end = self._complement(at + 1, word.text)
            elif word.text in {"and", "or"} and last > self.last:
                end = self._further(at + 1)
            elif word.text == "," and last > self.last and self.type in _LISTABLE:
                end = self._series(at)
            else:
                break
            if end < 0:
                break
            last = end
            if words[last].text.endswith("'s"):
                break
            at = last + 1
        return last

    def _complement(self, at: int, preposition: str) -> int:
        """Index of the last token of "(the) Capitalised Words"; -1 where there are none."""
        words = self.words
        if at < len(words) and words[at].text == "the":
            at += 1
        if at >= len(words) or not words[at].capitalised:
            return -1
        known = self.known(at)
        if known is not None and known.mention.kind in {"state", "place", "nationality"}:
            self.state = self.state or known.thing.state
        if known is not None and known.mention.kind == "organization":
            if preposition in {"against", "on"}:
                return -1
            self.parent = self.parent or known.thing
        if known is not None and known.mention.kind in {"state", "place", "organization"}:
            last = self._to(known.mention.span.end)
            adjective = (known.mention.kind == "state" and known.mention.text.isupper()) or known.mention.text.endswith(
                "."
            )
            following = words[last + 1] if last + 1 < len(words) else None
            if adjective and following is not None and following.capitalised and not self.known(last + 1):
                return self._run(last + 1)
            return last
        if preposition in {"to"} and self.type not in _STANDING:
            return -1
        return self._run(at)

    def _to(self, end: int) -> int:
        last = max(i for i, word in enumerate(self.words) if word.start < end)
        return last

    def _run(self, at: int) -> int:
        """Index of the last of the capitalised words from ``at``; -1 where a post or a State begins there."""
        words = self.words
        if words[at].bare in self.lists.posts - _POLICY_POSTS and not self._of_officers(words[at]):
            return -1
        last = at
        while last + 1 < len(words) and not words[last].text.endswith("'s"):
            following, known = words[last + 1], self.known(last + 1)
            if not following.capitalised or (known is not None and known.mention.kind != "nationality"):
                break
            if following.bare in self.lists.posts - {"General", "Staff"} and not self._of_officers(following):
                break
            last += 1
        return last

    def _of_officers(self, word: Token) -> bool:
        """True for "Ministers" in "Council of Arab Ministers of Justice"."""
        return self.words[self.head].bare in _CIRCLES and word.text in _OFFICERS

    def _further(self, at: int) -> int:
        """A further part after "and": one run of policy words that names no body of its own; -1 else."""
        words = self.words
        if at < len(words) and words[at].text in _OF:
            at += 1
        if (
            at + 1 < len(words)
            and words[at].text == "the"
            and self._policy(words[at + 1])
            and words[at + 1].bare not in self.lists.heads
            and (words[self.head + 2].text == "the" or words[at + 1].text.endswith("ing"))
        ):
            at += 1  # "for the Prevention of Crime and the Treatment of Offenders"
        if at >= len(words) or not words[at].capitalised or self.known(at) is not None:
            return -1
        last = self._run(at)
        if last < 0:
            return -1
        run = words[at : last + 1]
        following = words[last + 1].text if last + 1 < len(words) else ""
        if any(word.bare in self.lists.heads and word.bare not in {"Police", "Customs"} for word in run):
            return -1
        if following in {"of", "for"} and run[-1].bare in self.lists.heads:
            return -1
        return last if any(self._policy(word) for word in run) else -1

    def _series(self, comma: int) -> int:
        """The first part of ", X and Y" or ", X, Y and Z" that belongs to the name; -1 else."""
        at, steps = comma, 0
        while at < len(self.words) and self.words[at].text == "," and steps < 6:
            end = self._further(at + 1)
            if end < 0:
                return -1
            at, steps = end + 1, steps + 1
        if at >= len(self.words) or self.words[at].text != "and" or self._further(at + 1) < 0:
            return -1
        return self._further(comma + 1)

    def _shortened(self, span: Span, words: str) -> str | None:
        """The name with its owner's acronym for the owner's full name in front; None where no such name leads."""
        first = self.at.get(span.start)
        if first is None or first.mention.kind != "organization" or not first.thing.reference:
            return None
        acronym = next((name for name in first.thing.names if name.isupper() and " " not in name), "")
        rest = " ".join(self.document.text[first.mention.span.end : span.end].split())
        return f"{acronym} {rest}" if acronym and rest and first.mention.text != acronym else None

    def _thing(self, span: Span, left: int, right: int) -> Entity:
        words = " ".join(self.document.slice(span).split())
        state = self.state or (self.parent.state if self.parent is not None else "")
        head = self.words[self.head].bare
        label = words
        if head in _PLURALS and right > self.head:
            label = _PLURALS[head] + words[words.index(head) + len(head) :] if left == self.head else words
        known = known_by_owner(self.parent, words)
        if known is not None:
            return known
        short = self._shortened(span, words)
        if short is not None:
            known = gazetteer.load().organisation(short)
            if known is not None:
                return known
            label = short
        return Entity(
            kind="organization",
            label=label,
            names=() if label == words else (words,),
            state=state,
            body=self.parent.label if self.parent is not None else "",
            type=self.type,
        )
