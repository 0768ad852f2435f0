"""What follows the head of a body's name: "of Justice and Human Rights", "in Ashgabat"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctkg.model import Document, Entity, Link
from ctkg.text.find import headwords
from ctkg.text.find.tokens import Token

_OF = frozenset(["of", "for", "on", "against", "to"])
_ROMANCE = frozenset(["de", "del", "della", "des", "du", "da", "do", "la", "le", "el"])
_STANDING = frozenset({"office", "mission", "centre", "diplomatic-mission", "field-operation"})
_POLICY_POSTS = frozenset({"General", "Resolution", "Project", "Programme"})
_CIRCLES = frozenset({"Council", "Committee", "Conference", "Forum", "Assembly", "Group", "Association", "Union"})
_CABINETS = frozenset({"Office", "Cabinet", "Bureau", "Chancellery"})
_OFFICERS = frozenset(
    {"Ministers", "Heads", "Chiefs", "Directors", "Commissioners", "Members", "Experts", "Representatives"}
)
_LISTABLE = frozenset({"ministry", "agency", "department", "committee", "office", "commission", "council", "centre"})
#: "on Tuesday" is no complement.
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
#: What is resolved: "Centre for Conflict Resolution".
_SETTLED = frozenset({"Conflict", "Dispute", "Crisis"})
#: A day or month behind "on" tells when, and is no matter of a body.
DAYS = frozenset(
    [
        *(f"{day}day" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")),
        "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun",
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    ]
)  # fmt: skip
#: Words that say that what follows "and" belongs to the same name.
_SAME = frozenset({"Other", "Related", "Allied", "Affiliated"})


class Complement:
    """The right-hand side of a name that grows from the head at index ``head`` of ``words``."""

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

    def policy(self, word: Token) -> bool:
        """True for words that name what a body deals with."""
        return word.bare in self.lists.portfolio or word.text.lower().endswith(self.lists.endings)

    def right(self) -> int:
        """Index of the last token of the name."""
        words, last = self.words, self.last
        at = last + 1
        while at < len(words):
            word = words[at]
            if word.text in _OF or word.text in _ROMANCE or (word.text == "in" and self.type in _STANDING):
                end = self._complement(at + 1, word.text)
            elif word.text in {"and", "or"} and last > self.last:
                end = self._region(last, at + 1)
                end = self._further(at + 1, adjective=headwords.adjective(words[last])) if end < 0 else end
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
        if at >= len(words) or not words[at].capitalised or words[at].text in _DAYS:
            return -1
        if preposition == "on" and words[at].text in DAYS:
            return -1  # "the Court on Friday sentenced"
        if preposition == "to" and self.type not in _STANDING:
            return -1  # "the Ambassador of the Russian Federation to the OSCE"
        known = self.known(at)
        if known is not None and known.mention.kind in {"state", "place", "nationality"}:
            self.state = self.state or known.thing.state
        if known is not None and known.mention.kind == "organization":
            if preposition in {"against", "on"}:
                return -1
            self.parent = self.parent or known.thing
        if known is not None and known.mention.kind in {"state", "place", "organization"}:
            return self._past(known)
        return self._run(at)

    def _past(self, known: Link) -> int:
        """Index of the last token of a complement that begins with a known name, which may be part of a longer one:
        "the ECOWAS Commission", "Dushanbe International Airport"."""
        words = self.words
        last = max(i for i, word in enumerate(words) if word.start < known.mention.span.end)
        adjective = (known.mention.kind == "state" and known.mention.text.isupper()) or known.mention.text.endswith(".")
        following = words[last + 1] if last + 1 < len(words) else None
        if following is None or not following.capitalised or self.known(last + 1) or words[last].text.endswith("'s"):
            return last
        end = self._run(last + 1)
        if adjective:
            return end
        headed = end > last and any(word.bare in self.lists.heads for word in words[last + 1 : end + 1])
        return end if headed else last

    def _run(self, at: int) -> int:
        """Index of the last of the capitalised words from ``at``; -1 where a post or a State begins there."""
        words = self.words
        if words[at].bare in self.lists.posts - _POLICY_POSTS and not self._of_officers(words[at], at):
            return -1
        last = at
        while last + 1 < len(words) and not words[last].text.endswith("'s"):
            step = 2 if words[last + 1].text == "'" and words[last].text.endswith("s") else 1  # "Victims' Associations"
            if last + step >= len(words):
                break
            following, known = words[last + step], self.known(last + step)
            if not following.capitalised or (known is not None and known.mention.kind != "nationality"):
                break
            post = following.bare in self.lists.posts - {"General", "Staff"}
            settled = following.bare == "Resolution" and words[last].bare in _SETTLED
            if post and not settled and not self._of_officers(following, last + step):
                break
            last += step
        return self._without_person(at, last)

    def _without_person(self, at: int, last: int) -> int:
        """The run without the name of a person behind it: "of Public Security Jane Roe thanked"."""
        policy = [i for i in range(at, last + 1) if self.policy(self.words[i])]
        if not policy or not 2 <= last - policy[-1] <= 3:
            return last
        rest = self.words[policy[-1] + 1 : last + 1]
        following = self.words[last + 1].text if last + 1 < len(self.words) else "."
        named = all(word.bare not in self.lists.heads and not word.text.isupper() for word in rest)
        complete = not self.words[policy[-1]].text.endswith("ing") and not headwords.adjective(rest[0])
        goes_on = following in {"of", "for", "and", "on"} or rest[-1].text.endswith("s")
        return policy[-1] if named and complete and not goes_on else last

    def _of_officers(self, word: Token, at: int) -> bool:
        """True for "Ministers" in "Council of Arab Ministers of Justice", "Prime Minister" in "Office of the ..."."""
        head = self.words[self.head].bare
        if head in _CABINETS and at - self.head <= 5 and self.words[self.head + 1].text == "of":
            return word.text in self.lists.posts and not word.text.endswith("s")
        return head in _CIRCLES and word.text in _OFFICERS

    def _region(self, last: int, at: int) -> int:
        """The second half of "Latin America and the Caribbean"; -1 else."""
        words, regions = self.words, self.lists.regions
        if words[last].bare not in regions:
            return -1
        if at < len(words) and words[at].text == "the":
            at += 1
        end = at
        while end + 1 < len(words) and words[end + 1].capitalised and words[end].bare not in regions:
            end += 1
        return end if end < len(words) and words[end].bare in regions and end - at < 2 else -1

    def _further(self, at: int, *, adjective: bool = False) -> int:
        """A further part after "and": one run of policy words that names no body of its own; -1 else. After an
        ``adjective`` ("Nuclear and ...") the name cannot be over yet."""
        words = self.words
        if at < len(words) and words[at].text in _OF:
            at += 1
            at += at < len(words) and words[at].text == "the"
        if (
            at + 1 < len(words)
            and words[at].text == "the"
            and self.policy(words[at + 1])
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
        if words[at].text in _SAME and len(run) > 1:
            return last
        following = words[last + 1].text if last + 1 < len(words) else ""
        if any(word.bare in self.lists.heads and word.bare not in {"Police", "Customs"} for word in run):
            return -1
        if following in {"of", "for"} and run[-1].bare in self.lists.heads:
            return -1
        return last if adjective or any(self.policy(word) for word in run) else -1

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
