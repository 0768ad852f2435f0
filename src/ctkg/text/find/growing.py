"""How a body's name grows from its head word: modifiers and owners to the left, complements to the right."""

from __future__ import annotations

from ctkg.model import Entity, Link, Span
from ctkg.text.find import gazetteer, headwords
from ctkg.text.find.complements import Complement
from ctkg.text.find.linking import link
from ctkg.text.find.owned import known_by_owner

_PLURALS = {"Ministries": "Ministry", "Departments": "Department", "Agencies": "Agency", "Embassies": "Embassy"}
#: Plural heads that share the words of a list before them: "State Migration, Customs and Border Services".
_SHARED = frozenset({"Services", "Ministries", "Departments", "Agencies", "Directorates", "Offices", "Forces", "Units"})
#: Plural heads that, without a State or a complement, name a class of bodies.
_CLASSES = frozenset({"Agencies", "Units", "Committees", "Centres", "Centers"})
_GEOGRAPHY = frozenset({"Gulf", "Bay", "Horn", "Cape", "Strait", "Sea", "Isle", "Coast"})
_NATION = frozenset({"service", "police", "military", "parliament", "court", "bank", "prosecution-service", "ministry"})


class Name(Complement):
    """A name that grows left and right from its head."""

    def grow(self) -> tuple[Link, int] | None:
        """The link and the index of its last token; None where the words are no name."""
        words, lists = self.words, self.lists
        head = words[self.head]
        self.last = headwords.last_of_head(words, self.head)
        right = self.head if head.text.endswith("'s") else self.right()
        left = self._left()
        while right == self.head and right + 1 < len(words) and words[right + 1].capitalised:
            following = words[right + 1]
            if following.bare in lists.heads:  # "Committee Executive Directorate": the later head is the head
                return None
            if following.bare in lists.posts or self.known(right + 1):
                break
            if self.type == "military" and following.bare in lists.regions:
                right += 1  # "Naval Forces Africa"
                break
            if self.head > 0 and words[self.head - 1].text == "Public" and head.bare == "Service":
                right = self._run(right + 1)  # "Federal Public Service Justice"
                break
            return None
        if head.bare in _CLASSES and right == self.head and not self.state and self.parent is None:
            return None  # "Law Enforcement Agencies"
        if left == right == self.head and not self._stands_alone(left):
            return None
        if left != right and (left == self.head and head.bare in lists.never_alone and not self._has_complement(right)):
            return None
        start, end = words[left].start, words[right].end - (2 if words[right].text.endswith("'s") else 0)
        if self.known(self.head, "organization") is not None:  # merging joins it to its owner
            return None
        span = Span(start, end)
        thing = self._thing(span, left, right)
        return link(self.document, span, "organization", thing, "organisations.head", 0.85), right

    def _stands_alone(self, at: int) -> bool:
        """True for heads that need no other word: "the Carabinieri", "the Portuguese Navy", "Mali's Gendarmerie"."""
        if self.words[at].bare in self.lists.alone:
            return True
        owner = self.known(at - 1, "nationality", "state")
        return owner is not None and self.type in _NATION and self.words[at - 1].bare not in self.lists.heads

    def _has_complement(self, right: int) -> bool:
        return right > self.last

    def _left(self) -> int:
        words, first = self.words, self.head
        while first > 0:
            before = words[first - 1]
            known = self.known(first - 1)
            if known is not None and known.mention.kind == "nationality":
                self.state = self.state or known.thing.state
                if first > 1 and words[first - 2].text == "Royal":
                    first -= 2
                    break
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
                    if first > 1 and words[first - 1].text == "of" and words[first - 2].text in _GEOGRAPHY:
                        first, self.state = first - 2, ""
                        continue
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
            own = not before.text.endswith("'s") or before.text == "People's" or headwords.held_office(words, first - 1)
            if before.capitalised and own and not self._modifier(first - 1):
                first -= 1
            elif before.text in {"and", "&", "against"} and self._joins(first):
                first -= 2
            elif before.text == "of" and first > 1 and words[first - 2].text in _GEOGRAPHY and first < self.head:
                first -= 2  # "Gulf of Guinea Maritime Institute"
            elif before.text in {"ya", "wa"} and first > 1 and words[first - 2].capitalised:
                first -= 2  # "Baada ya Giza Trust"
            elif before.text in {"and", ","} and words[self.head].bare in _SHARED and self._shares(first):
                first -= 2
            else:
                break
        return first

    def _modifier(self, at: int) -> bool:
        """True for capitalised words that are no part of a name ("Organised by"; not in "Organised Crime Unit")."""
        word = self.words[at].text
        return word in self.lists.modifiers and not (
            word in {"Organised", "Organized"} and self.words[at + 1].text.startswith("Crime")
        )

    def _shares(self, first: int) -> bool:
        """True where a list of policy words leads to a plural head: the comma or "and" before ``first`` is inside."""
        if first < 2 or self.known(first - 2) is not None:
            return False
        before, joins = self.words[first - 2], [word.text for word in self.words[first : self.head]]
        inside = self.words[first - 1].text == "and" or "and" in joins
        return inside and before.capitalised and self.policy(before) and before.bare not in self.lists.modifiers

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
            and (self.policy(before) or before.text.endswith("an") or self.words[first - 1].text == "against")
            and (first < self.head or self.policy(after) or after.text.endswith("an") or after.bare in self.lists.heads)
        )

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
        if known is None and " in " in words and self.parent is not None:  # "OSCE Mission in Serbia" is that to Serbia
            known = gazetteer.load().organisation(words.replace(" in ", " to ", 1))
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
