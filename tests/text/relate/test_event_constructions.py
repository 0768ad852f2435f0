"""Events in every construction: when, where, and which others a text tells; sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import extract

MAIN = "RIGA, 6 May 2021 - Europol held a workshop for judges in Riga on 4 and 5 May 2021. "
BOMB = (
    "Bomb kills ten in Kabul\n\nKABUL, 6 May 2021 - A bomb killed ten people at a market in Kabul on 5 May 2021. "
    "Forty people were injured. "
)
WORKSHOP = ("workshop", "2021-05-04", "Riga")

#: Text, and the type, start and place of each event; None where it is not asked.
CASES = (
    ("RIGA, 6 May 2021 - Europol held a workshop for judges in Riga on 4 and 5 May 2021.", [WORKSHOP]),
    ("A three-day workshop for judges opened today in Riga.\n\n6 May 2021", [("workshop", "2021-05-06", "Riga")]),
    ("A three-day workshop for judges ended in Riga on Friday, 7 May 2021.", [("workshop", "2021-05-05", "Riga")]),
    ("The workshop for judges was held in Riga between 4 and 6 May 2021.", [WORKSHOP]),
    ("The workshop for judges was held in Riga (4-6 May 2021).", [WORKSHOP]),
    ("From May 4 to 6, 2021, judges attended a workshop in Riga.", [WORKSHOP]),
    ("On 4 May 2021, in Riga, Europol and Frontex signed a working arrangement.",
     [("signing", "2021-05-04", "Riga")]),
    ("Latvia deposited its instrument of accession to the Convention on Harbour Safety on 4 May 2021.",
     [("ratification", "2021-05-04", None)]),
    ("The parliament of Latvia ratified the Convention on Harbour Safety on 4 May 2021.",
     [("ratification", "2021-05-04", None)]),
    ("The Security Council unanimously adopted resolution 2396 (2017) on 21 December 2017.",
     [("adoption", "2017-12-21", None)]),
    ("At least nine people were killed on Monday, 3 May 2021, when a bomb exploded at a market in Kabul.",
     [("attack", "2021-05-03", "Kabul")]),
    ("Gunmen killed nine people in an attack on a church near Kabul on 3 May 2021.",
     [("attack", "2021-05-03", "Kabul")]),
    ("Police in Riga arrested four men on 3 May 2021 on suspicion of planning an attack.",
     [("arrest", "2021-05-03", "Riga")]),
    ("Four men suspected of terrorist financing were arrested in Riga on 3 May 2021.",
     [("arrest", "2021-05-03", "Riga")]),
    ("The Secretary-General strongly condemned the bombing of a market in Kabul on 3 May 2021.",
     [("condemnation", None, None), ("attack", "2021-05-03", "Kabul")]),
    ("UNODC launched its new handbook on 3 May 2021 in Vienna.", [("launch", "2021-05-03", "Vienna")]),
    ("A delegation of CTED visited Latvia from 3 to 5 May 2021.", [("visit", "2021-05-03", None)]),
    ("The third meeting of the working group took place on 3 May 2021 in Vienna.",
     [("meeting", "2021-05-03", "Vienna")]),
    ("Experts gathered in Vienna on 3 May 2021 to discuss the protection of ports.",
     [("meeting", "2021-05-03", "Vienna")]),
    ("A table-top exercise on airport security was conducted in Vienna on 3 May 2021.",
     [("exercise", "2021-05-03", "Vienna")]),
    ("Judges from six countries met in Vienna on 3 May 2021.", [("meeting", "2021-05-03", "Vienna")]),
    ("The workshop for judges was held online on 3 May 2021.", [("workshop", "2021-05-03", "online")]),
    ("The week-long training course for judges in Riga began on Monday, 3 May 2021.",
     [("training", "2021-05-03", "Riga")]),
    ("Europol will hold a workshop for judges in Riga on 4 June 2021.\n\n6 May 2021",
     [("workshop", "2021-06-04", "Riga")]),
    (MAIN + "A similar workshop was held in Vilnius in March 2021.", [WORKSHOP, ("workshop", "2021-03", "Vilnius")]),
    (MAIN + "The workshop follows a seminar held in Tallinn in March 2021.",
     [WORKSHOP, ("seminar", "2021-03", "Tallinn")]),
    (MAIN + "A follow-up seminar will take place in Tallinn in September 2021.",
     [WORKSHOP, ("seminar", "2021-09", "Tallinn")]),
    (MAIN + "The next workshop is scheduled for September 2021 in Tallinn.",
     [WORKSHOP, ("workshop", "2021-09", "Tallinn")]),
    (MAIN + "The workshop builds on a training course delivered in Tallinn last year.",
     [WORKSHOP, ("training", "2020", "Tallinn")]),
    (MAIN + "It was the second of three workshops; the first took place in Tallinn in March.",
     [WORKSHOP, ("workshop", "2021-03", "Tallinn")]),
    (MAIN + "On the margins of the workshop, Latvia and Estonia signed a memorandum of understanding.",
     [WORKSHOP, ("signing", None, None)]),
    (MAIN + "On 5 May, Europol and Frontex signed a memorandum of understanding.",
     [WORKSHOP, ("signing", "2021-05-05", None)]),
    (MAIN + "Participants recalled the attack in Brussels on 22 March 2016, in which 32 people died.",
     [WORKSHOP, ("attack", "2016-03-22", "Brussels")]),
    (MAIN + "The project was launched in January 2020.", [WORKSHOP]),
    (MAIN + "The Task Force was founded by its members in June 2004.", [WORKSHOP, ("launch", "2004-06", None)]),
    (MAIN + "Since its creation in 2003, the Task Force has met twice a year.", [WORKSHOP, ("launch", "2003", None)]),
    (MAIN + "The Court of Appeal dismissed his appeal on 3 March 2020.", [WORKSHOP, ("other", "2020-03-03", None)]),
    (MAIN + "In 2018 Canada designated the group as a terrorist entity.", [WORKSHOP, ("other", "2018", None)]),
    (MAIN + "The Minister recalled its signature, on 26 September 2019, of the Joint Declaration.",
     [WORKSHOP, ("signing", "2019-09-26", None)]),
    (MAIN + "The minister thanked Latvia for the boats handed over on 3 May.",
     [WORKSHOP, ("other", "2021-05-03", None)]),
    ("Ministers agree on rules\n\nMeeting in Vilnius on 4 May 2021, the ministers agreed on common rules.",
     [("meeting", "2021-05-04", "Vilnius")]),
    (MAIN + "Twenty judges came. The guards had been trained in Tallinn by the Police of Estonia.",
     [WORKSHOP, ("training", None, "Tallinn")]),
    (MAIN + "Practical exercises were held in Tallinn.", [WORKSHOP, ("exercise", None, "Tallinn")]),
    (MAIN + "Before the start the Minister, Anna Berg, received Peter Holm, deputy chief of the Police of Latvia.",
     [WORKSHOP, ("meeting", None, None)]),
    (MAIN + "Mr. Peter Holm paid a courtesy call on Prime Minister Anna Berg.", [WORKSHOP, ("meeting", None, None)]),
    (MAIN + "Little has changed since the last conference, held in Vilnius in March 2020.",
     [WORKSHOP, ("conference", "2020-03", "Vilnius")]),
    (BOMB + "In March, gunmen killed four teachers in Herat.",
     [("attack", "2021-05-05", "Kabul"), ("attack", "2021-03", "Herāt")]),
    (BOMB + "Two guards were killed in another attack in Herat.",
     [("attack", "2021-05-05", "Kabul"), ("attack", None, "Herāt")]),
    (MAIN + "Europol was established in 1999.", [WORKSHOP, ("launch", "1999", None)]),
    (MAIN + "Latvia ratified the Convention on Harbour Safety in 2015.", [WORKSHOP, ("ratification", "2015", None)]),
    (MAIN + "The previous edition was held in Vilnius in 2020.", [WORKSHOP, ("workshop", "2020", "Vilnius")]),
    (MAIN + "Last month, police in Vilnius arrested two men suspected of spreading propaganda.",
     [WORKSHOP, ("arrest", "2021-04", "Vilnius")]),
    (MAIN + "A table-top exercise was held on the second day.", [WORKSHOP, ("exercise", None, None)]),
    (MAIN + "The Security Council adopted resolution 2396 in December 2017.",
     [WORKSHOP, ("adoption", "2017-12", None)]),
    (MAIN + "Workshops of this kind will be held in Vilnius and Tallinn later this year.", [WORKSHOP]),
    ("The European Union condemned the attack on a mosque in Kabul on 3 May 2021. EU foreign ministers "
        "will meet in Brussels on 10 May 2021.",
     [("condemnation", None, None), ("attack", "2021-05-03", "Kabul"), ("meeting", "2021-05-10", "Brussels")]),
    ("At least nine people were killed on 3 May 2021 when a bomb exploded in Kabul. The UN Security "
        "Council condemned the attack.",
     [("attack", "2021-05-03", "Kabul"), ("condemnation", None, None)]),
    ("Police arrested four men in Riga on 3 May 2021. The arrests follow an attack in Vilnius on 2 April "
        "2021 that killed two people.",
     [("arrest", "2021-05-03", "Riga"), ("attack", "2021-04-02", "Vilnius")]),
    ("The workshop for judges was held in Riga last week, from Tuesday to Thursday.\n\n17 May 2021",
     [("workshop", "2021-05-11", "Riga")]),
    (MAIN + "A seminar on evidence was held in Vilnius the day before.",
     [WORKSHOP, ("seminar", "2021-05-03", "Vilnius")]),
    (MAIN + "A meeting of prosecutors took place in Tallinn two weeks earlier.",
     [WORKSHOP, ("meeting", "2021-04-20", "Tallinn")]),
    (MAIN + "A table-top exercise was held on the last day.", [WORKSHOP, ("exercise", "2021-05-05", None)]),
    (MAIN + "The third had taken place in Vilnius on 26 November 2019.",
     [WORKSHOP, ("workshop", "2019-11-26", "Vilnius")]),
    (MAIN + "The first, in March 2020, involved eight countries.", [WORKSHOP, ("workshop", "2020-03", None)]),
    (MAIN + "Estonia will host the next edition in Tallinn in 2022.", [WORKSHOP, ("workshop", "2022", "Tallinn")]),
    (MAIN + "Lithuania has offered to host a sequel in Vilnius in March 2022.",
     [WORKSHOP, ("workshop", "2022-03", "Vilnius")]),
    (MAIN + "Similar arrangements were signed by Europol with INTERPOL in 2009 and with Frontex in 2015.",
     [WORKSHOP, ("signing", "2009", None), ("signing", "2015", None)]),
    (MAIN + "The results of the workshops held in Vilnius in March 2019 and in Tallinn in June 2020 were discussed.",
     [WORKSHOP, ("workshop", "2019-03", "Vilnius"), ("workshop", "2020-06", "Tallinn")]),
    (MAIN + "On 3 May 2021, the Embassy of Japan handed over two scanners to the customs office in Vilnius.",
     [WORKSHOP, ("other", "2021-05-03", "Vilnius")]),
    (MAIN + "It was part of Project Harbour, which is funded by Canada and will equip 40 border posts.",
     [WORKSHOP, ("project", None, None)]),
    (MAIN + "It formed part of Safe Quays, an initiative financed by Norway, now in its second year.",
     [WORKSHOP, ("project", None, None)]),
    (MAIN + "It was part of the Harbour Safety Programme of Europol.", [WORKSHOP]),
    (MAIN + "The agreement was signed in Vilnius by the two ministers.", [WORKSHOP, ("signing", None, "Vilnius")]),
    (MAIN + "The Director, Anna Ozola, will travel to Tallinn on 6 June.", [WORKSHOP, ("visit", "2021-06-06", None)]),
    (MAIN + "Ministers of the region are to meet in Tallinn on 6 June.",
     [WORKSHOP, ("meeting", "2021-06-06", "Tallinn")]),
    (MAIN + "The two agencies are expected to sign an agreement in Tallinn on 6 June.",
     [WORKSHOP, ("signing", "2021-06-06", "Tallinn")]),
    (MAIN + "She recalled that Latvia had signed the Convention on Harbour Safety in March 2015.",
     [WORKSHOP, ("signing", "2015-03", None)]),
    (MAIN + "The Minister, who spoke by telephone with his colleague on 3 May, opened it.",
     [WORKSHOP, ("meeting", "2021-05-03", None)]),
    (MAIN + "Mr Berzins is wanted for the abduction of two nurses in Mopti on 9 April 2019.",
     [WORKSHOP, ("attack", "2019-04-09", "Mopti")]),
    (MAIN + "Last November the ports of Riga and Tallinn tested their emergency plans together.",
     [WORKSHOP, ("exercise", "2020-11", None)]),
    (MAIN + "Norway handed over the chairmanship of the Harbour Group to Latvia on 2 May.",
     [WORKSHOP, ("other", "2021-05-02", None)]),
    (MAIN + "A joint exercise of the two ports will be held in June 2021.", [WORKSHOP, ("exercise", "2021-06", None)]),
    (MAIN + "The exercise of these rights is protected by a law of 2019.", [WORKSHOP]),
    (MAIN + "The case was opened in 2019 by the prosecutor.", [WORKSHOP]),
    (MAIN + "The centre has trained 400 officers since 2015.", [WORKSHOP]),
    ("Europol and Frontex sign arrangement\n\nOn 4 May 2021, Europol and Frontex signed an arrangement in Riga. "
        "Before that, twenty analysts completed a three-day course on risks, run by Latvia.",
     [("signing", None, "Riga"), ("training", None, None)]),
    ("Visit\n\nA delegation of Latvia paid a visit to Estonia from 3 to 5 May 2021. A business forum "
        "with 150 guests was also held.",
     [("visit", "2021-05-03", None), ("conference", None, None)]),
    (MAIN + "Estonia will chair the Fifth Plenary of the network in Tallinn in 2022.",
     [WORKSHOP, ("meeting", "2022", "Tallinn")]),
    (MAIN + "The workshop noted the accession of Estonia to the Convention on Harbour Safety, deposited on 3 April.",
     [WORKSHOP, ("ratification", "2021-04-03", None)]),
    (MAIN + "Parliament ratified the Convention on Harbour Safety on 3 April; Tallinn had done so in March.",
     [WORKSHOP, ("ratification", "2021-04-03", None), ("ratification", "2021-03", None)]),
    (MAIN + "She welcomed the press statement of 3 May.", [WORKSHOP, ("statement", "2021-05-03", None)]),
    (MAIN + "It follows the exercise North Gate 2019.", [WORKSHOP, ("exercise", None, None)]),
    (MAIN + "The first Harbour Safety Week took place in Tallinn on 5-9 April 2021.",
     [WORKSHOP, ("conference", "2021-04-05", "Tallinn")]),
    ("Press Statement on Attack in Kabul (4 May 2021)\n\nThe members of the Council condemned the attack in Kabul on "
        "Monday, 3 May 2021.",
     [("condemnation", None, None), ("attack", "2021-05-03", "Kabul")]),
    ("Operation nets four\n\nOperation Grey Tide (March - April) brought together police of four States, Interpol said "
        "in a statement.",
     [("other", None, None)]),
    ("Group meets in Riga\n\nThe Harbour Group has met in Riga. The pledge belongs to the Ports Group, which meets on "
        "30 May in Tallinn.\n\n6 May 2021",
     [("meeting", None, "Riga"), ("meeting", None, "Tallinn")]),
    ("RIGA - Police arrested four men on Monday.\n\nVILNIUS - A court jailed a man for six years on Tuesday.\n\n"
        "TALLINN - Judges finished a two-day course on Wednesday.\n\n14 May 2021",
     [("arrest", "2021-05-10", None), ("other", "2021-05-11", "Vilnius"), ("training", "2021-05-11", "Tallinn")]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_which_events_a_text_tells(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    told: dict[str, dict[str, object]] = {}
    for one in extract(Document(id="d", source=Source(), text=text)):
        if one.predicate in {"event.type", "event.start", "event.place"}:
            told.setdefault(one.event, {}).setdefault(one.predicate, getattr(one.object, "label", one.object))
    found = [(e.get("event.type"), e.get("event.start"), e.get("event.place")) for e in told.values()]
    assert len(found) == len(expected), found
    for wanted in expected:
        assert any(all(w is None or w == f for w, f in zip(wanted, one, strict=True)) for one in found), found
