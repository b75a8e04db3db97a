"""Every error of OAI-PMH 3.6 where the specification asks for it, several at once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oai_editions import Row

RECORD = Row("b1")
GET = f"verb=GetRecord&identifier={RECORD.identifier}"
LIST = "verb=ListRecords&metadataPrefix=oai_dc"


@pytest.fixture
def provider(provide):
    return provide([RECORD, Row("b2", deleted=True, datestamp="2024-05-02T00:00:00Z")])


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["badVerb"]),
        ("verb=", ["badVerb"]),
        ("verb", ["badVerb"]),
        ("verb=identify", ["badVerb"]),
        ("verb=Identify%20", ["badVerb"]),
        ("verb=Identify&verb=Identify", ["badVerb"]),
        ("Verb=Identify", ["badVerb"]),
        ("verb=%FF", ["badVerb"]),
        ("verb=%00", ["badVerb"]),
        ("verb=Identify&x=1", ["badArgument"]),
        ("verb=Identify&x=1&y=2&y=3", ["badArgument"] * 2),
        ("verb=Identify&%00=1", ["badArgument"]),
        ("verb=Identify&x", ["badArgument"] * 2),
        ("verb=ListSets&set=2-J", ["badArgument"]),
        ("verb=GetRecord", ["badArgument"] * 2),
        (GET, ["badArgument"]),
        (f"{GET}&metadataPrefix=", ["badArgument"]),
        (f"{GET}&metadataPrefix=oai_dc&metadataPrefix=oai_dc", ["badArgument"]),
        (f"{GET}&metadataPrefix=marc", ["cannotDisseminateFormat"]),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:no", ["idDoesNotExist"]),
        (
            "verb=GetRecord&metadataPrefix=marc&identifier=oai:no",
            ["idDoesNotExist", "cannotDisseminateFormat"],
        ),
        (
            "verb=GetRecord&metadataPrefix=oai_dc&identifier=no+uri",
            ["badArgument", "idDoesNotExist"],
        ),
        (
            "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:%EF%BF%BF",
            ["badArgument", "idDoesNotExist"],
        ),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%FF", ["badArgument"]),
        ("verb=ListMetadataFormats&identifier=oai:no", ["idDoesNotExist"]),
        ("verb=ListRecords", ["badArgument"]),
        ("verb=ListRecords&metadataPrefix=marc", ["cannotDisseminateFormat"]),
        ("verb=ListRecords&metadataPrefix=m%20c", ["badArgument", "cannotDisseminateFormat"]),
        (f"{LIST}&set=none", ["noRecordsMatch"]),
        (f"{LIST}&set=a::b", ["badArgument"]),
        (f"{LIST}&set=2%20J", ["badArgument"]),
        (f"{LIST}&from=2015-1-1", ["badArgument"]),
        (f"{LIST}&from=2015-02-30", ["badArgument"]),
        (f"{LIST}&from=2015-01-01T00:00:00", ["badArgument"]),
        (f"{LIST}&from=2015-01-01T00:00:00.5Z", ["badArgument"]),
        (f"{LIST}&from=2015-01-01T00:00:00%2B01:00", ["badArgument"]),
        (f"{LIST}&from=2015-01-01T24:00:00Z", ["badArgument"]),
        (f"{LIST}&from=2015-01-01T00:00Z", ["badArgument"]),
        (f"{LIST}&from=20150101", ["badArgument"]),
        (f"{LIST}&from=%202015-01-01", ["badArgument"]),
        (f"{LIST}&from=0000-01-01", ["badArgument"]),
        (f"{LIST}&from=%D9%A2015-01-01", ["badArgument"]),
        (f"{LIST}&from=2015-01-01%0A", ["badArgument"]),
        (f"{LIST}&from=2015-13-01&until=2015-1-1", ["badArgument"] * 2),
        (f"{LIST}&from=2015-01-01&until=2015-01-01T00:00:00Z", ["badArgument"]),
        (f"{LIST}&from=2015-01-02&until=2015-01-01", ["badArgument"]),
        (f"{LIST}&until=2024-04-30", ["noRecordsMatch"]),
        (f"{LIST}&from=2024-05-02T00:00:01Z", ["noRecordsMatch"]),
        (f"{LIST}&from=bad&set=a::b&until=worse", ["badArgument"] * 3),
        ("verb=ListRecords&resumptionToken=x", ["badResumptionToken"]),
        ("verb=ListRecords&resumptionToken=", ["badArgument", "badResumptionToken"]),
        ("verb=ListRecords&resumptionToken=%00", ["badArgument", "badResumptionToken"]),
        ("verb=ListRecords&resumptionToken=%C3%A9", ["badResumptionToken"]),
        (f"{LIST}&resumptionToken=x", ["badArgument", "badResumptionToken"]),
        ("verb=Identify&resumptionToken=x", ["badArgument"]),
    ],
)
def test_a_request_amiss_gets_its_errors(provider, query, codes):
    answer = provider.ask(query)
    assert answer.errors == codes


def test_arguments_are_repeated_but_not_after_a_bad_argument(provider):
    right = provider.ask("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01")
    assert right.echoed == {
        "verb": "ListRecords",
        "metadataPrefix": "oai_dc",
        "until": "1999-01-01",
    }
    assert provider.ask("verb=ListRecords&metadataPrefix=oai_dc&until=1999").echoed == {}
    assert provider.ask("verb=None").echoed == {}


def test_what_is_repeated_is_the_value_and_not_its_encoding(provider):
    answer = provider.ask("verb=GetRecord&identifier=oai%3Ano%26%27&metadataPrefix=oai_dc")
    assert answer.echoed["identifier"] == "oai:no&'"


def test_without_sets_the_repository_says_so(provide):
    provider = provide([Row("b1", sets=())], sets=False)
    assert provider.ask("verb=ListSets").errors == ["noSetHierarchy"]
    assert provider.ask(f"{LIST}&set=a").errors == ["noSetHierarchy"]


def test_an_archive_without_records_answers_every_verb(provide):
    provider = provide([])
    assert provider.ask("verb=Identify").errors == []
    assert provider.ask("verb=ListMetadataFormats").errors == []
    assert provider.ask(LIST).errors == ["noRecordsMatch"]


WORDS = st.one_of(
    st.sampled_from(
        "verb identifier metadataPrefix from until set resumptionToken Identify ListRecords "
        "ListSets GetRecord ListIdentifiers ListMetadataFormats oai_dc 2-J 2024-05-01 "
        f"2024-05-01T00:00:00Z {RECORD.identifier} %00 %FF %EF%BF%BF %ED%A0%80 + & = ;".split()
    ),
    st.text(max_size=12),
)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parts=st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_any_request_at_all_gets_an_answer_that_fits_the_grammar(provider, parts):
    provider.ask("&".join(f"{name}={value}" for name, value in parts))
