"""Roles in every construction: voices, clauses, headlines, nouns of support; sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import extract

#: Sentence, relation, and all who hold the role.
CASES = (
    ("Europol is hosting a two-day workshop for judges in Riga.", "organizer", ["Europol"]),
    ("In partnership with Latvia's Ministry of Justice, Europol held a workshop for judges in Riga.",
     "organizer", ["Europol"]),
    ("Europol, together with Frontex and Eurojust, organized a workshop for judges in Riga.",
     "organizer", ["Eurojust", "Europol", "Frontex"]),
    ("A workshop for judges, organized by Europol and funded by Norway, was held in Riga.", "funder", ["Norway"]),
    ("A workshop for judges took place in Riga under the aegis of Europol.", "supporter", ["Europol"]),
    ("The workshop for judges in Riga was a joint initiative of Europol and Eurojust.",
     "organizer", ["Eurojust", "Europol"]),
    ("Europol's workshop for judges took place in Riga on 4 May.", "organizer", ["Europol"]),
    ("A Europol workshop for judges took place in Riga on 4 May.", "organizer", ["Europol"]),
    ("The workshop in Riga is the result of co-operation between Europol and Frontex.",
     "coorganizer_or_partner", ["Europol", "Frontex"]),
    ("Judges met in Riga for a workshop convened by Europol.", "organizer", ["Europol"]),
    ("Judges met in Riga for a workshop that Europol had convened.", "organizer", ["Europol"]),
    ("Europol has just wrapped up a workshop for judges in Riga.", "organizer", ["Europol"]),
    ("A workshop for judges was organized in Riga with Europol's support.", "supporter", ["Europol"]),
    ("Thanks to Norwegian funding, a workshop for judges was held in Riga.", "funder", ["Norway"]),
    ("The workshop for judges in Riga was made possible by a grant from Norway and Sweden.",
     "funder", ["Norway", "Sweden"]),
    ("The workshop for judges in Riga received financial support from Norway.", "funder", ["Norway"]),
    ("Funding for the workshop for judges in Riga was provided by Norway.", "funder", ["Norway"]),
    ("Norway provided funding for the workshop for judges in Riga.", "funder", ["Norway"]),
    ("Norway funded the workshop for judges in Riga.", "funder", ["Norway"]),
    ("The workshop for judges in Riga was funded by the Government of Norway and co-financed by the European Union.",
     "funder", ["European Union", "Norway"]),
    ("The workshop for judges in Riga, financed through a voluntary contribution from Norway, ended on Friday.",
     "funder", ["Norway"]),
    ("The workshop for judges in Riga was sponsored by Norway.", "funder", ["Norway"]),
    ("The workshop for judges in Riga was supported by Frontex and the Government of Latvia.",
     "supporter", ["Frontex", "Latvia"]),
    ("Frontex provided technical support to the workshop for judges in Riga.", "supporter", ["Frontex"]),
    ("With the assistance of Frontex, Latvia held a workshop for judges in Riga.", "supporter", ["Frontex"]),
    ("Latvia hosted the workshop for judges in Riga, which was organized by Europol.", "host", ["Latvia"]),
    ("The workshop for judges was hosted by the Latvian Ministry of Justice in Riga.",
     "host", ["Ministry of Justice of Latvia"]),
    ("At the invitation of Latvia, Europol held a workshop for judges in Riga.", "host", ["Latvia"]),
    ("A workshop for judges in Riga brought together Europol and Frontex.", "participant", ["Europol", "Frontex"]),
    ("Europol and Frontex jointly delivered a training course for judges in Riga.",
     "organizer", ["Europol", "Frontex"]),
    ("The training course for judges in Riga was jointly delivered by Europol and Frontex.",
     "organizer", ["Europol", "Frontex"]),
    ("The training course for judges in Riga was delivered by experts from Frontex.", "organizer", []),
    ("Europol trained 25 judges in Riga on 4 May.", "organizer", ["Europol"]),
    ("Europol and Frontex co-hosted a seminar for judges in Riga.", "organizer", ["Europol", "Frontex"]),
    ("A seminar for judges was co-hosted by Latvia and Europol in Riga.", "organizer", ["Europol"]),
    ("A seminar for judges was co-hosted by Latvia and Europol in Riga.", "host", ["Latvia"]),
    ("Europol, in collaboration with Frontex and with the financial support of Norway, organized a "
        "seminar for judges in Riga.",
     "organizer", ["Europol"]),
    ("Europol, in collaboration with Frontex and with the financial support of Norway, organized a "
        "seminar for judges in Riga.",
     "coorganizer_or_partner", ["Frontex"]),
    ("Europol, in collaboration with Frontex and with the financial support of Norway, organized a "
        "seminar for judges in Riga.",
     "funder", ["Norway"]),
    ("Europol partnered with Frontex to deliver a seminar for judges in Riga.", "organizer", ["Europol"]),
    ("Europol partnered with Frontex to deliver a seminar for judges in Riga.",
     "coorganizer_or_partner", ["Frontex"]),
    ("Frontex was a partner in the seminar for judges in Riga.", "coorganizer_or_partner", ["Frontex"]),
    ("The seminar for judges in Riga is part of a project implemented by Frontex.", "organizer", []),
    ("The seminar for judges in Riga was led by Europol.", "organizer", ["Europol"]),
    ("Under the leadership of Europol, a seminar for judges was held in Riga.", "organizer", ["Europol"]),
    ("Europol launched a training programme for judges in Riga.", "organizer", ["Europol"]),
    ("A seminar for judges, an initiative by Europol, took place in Riga.", "organizer", ["Europol"]),
    ("Europol and the Latvian Ministry of Justice organised, in Riga on 4 May 2021, a seminar for judges.",
     "organizer", ["Europol", "Ministry of Justice of Latvia"]),
    ("On 4 May 2021, in Riga, Europol and Frontex conducted a table-top exercise for judges.",
     "organizer", ["Europol", "Frontex"]),
    ("The exercise in Riga, conducted under the auspices of Europol, ended today.", "supporter", ["Europol"]),
    ("The meeting in Riga was chaired by Europol.", "organizer", []),
    ("The meeting in Riga was convened at the request of Latvia by Europol.", "organizer", ["Europol"]),
    ("A meeting was held at the headquarters of Frontex in Warsaw.", "host", []),
    ("The Governments of Latvia and Estonia, jointly with Europol, are organizing a conference in Riga.",
     "organizer", ["Estonia", "Europol", "Latvia"]),
    ("The conference in Riga was organised by Latvia as part of its presidency.", "organizer", ["Latvia"]),
    ("Organized by Europol in co-operation with Frontex, the conference in Riga gathered 40 judges.",
     "organizer", ["Europol"]),
    ("Organized by Europol in co-operation with Frontex, the conference in Riga gathered 40 judges.",
     "coorganizer_or_partner", ["Frontex"]),
    ("Financial support for the conference in Riga came from Norway.", "funder", ["Norway"]),
    ("Financial support for the conference in Riga was kindly provided by Norway and Sweden.",
     "funder", ["Norway", "Sweden"]),
    ("The conference in Riga was held with funding from the United States Department of State.",
     "funder", ["United States Department of State"]),
    ("The conference in Riga was generously funded by the Kingdom of the Netherlands.", "funder", ["Netherlands"]),
    ("The costs of the conference in Riga were borne by Norway.", "funder", ["Norway"]),
    ("Norway contributed EUR 50,000 to the conference in Riga.", "funder", ["Norway"]),
    ("The conference in Riga benefited from the expertise of Frontex.", "supporter", ["Frontex"]),
    ("Frontex lent its expertise to the conference in Riga.", "supporter", ["Frontex"]),
    ("Frontex contributed to the organization of the conference in Riga.", "supporter", ["Frontex"]),
    ("Europol will hold a workshop for judges in Riga on 4 May.", "organizer", ["Europol"]),
    ("Europol holds workshop for judges in Riga", "organizer", ["Europol"]),
    ("Riga workshop for judges organised by Europol and Frontex", "organizer", ["Europol", "Frontex"]),
    ("The Permanent Mission of Latvia, Europol and Frontex co-organized a side event on judges in Vienna.",
     "organizer", ["Europol", "Frontex", "Permanent Mission of Latvia"]),
    ("The event in Riga was co-sponsored by Norway and Latvia.", "funder", ["Latvia", "Norway"]),
    ("A visit to Riga was organised for judges by Europol.", "organizer", ["Europol"]),
    ("Europol arranged a study visit to Riga for judges.", "organizer", ["Europol"]),
    ("Europol conducted an assessment visit to Latvia from 4 to 6 May.", "organizer", ["Europol"]),
    ("Frontex took part in a workshop for judges in Riga that was organized by Europol.", "organizer", ["Europol"]),
    ("Frontex participated as a partner in the workshop for judges in Riga.", "coorganizer_or_partner", ["Frontex"]),
)  # fmt: skip

SHORT = {
    "European Union Agency for Law Enforcement Cooperation": "Europol",
    "European Border and Coast Guard Agency": "Frontex",
    "European Union Agency for Criminal Justice Cooperation": "Eurojust",
}


@pytest.mark.parametrize(("text", "relation", "holders"), CASES)
def test_who_holds_the_role(text: str, relation: str, holders: list[str]) -> None:
    told = extract(Document(id="d", source=Source(), text=text))
    labels = {getattr(one.object, "label", one.object) for one in told if one.predicate == relation}
    assert sorted(SHORT.get(label, label) for label in labels) == holders
