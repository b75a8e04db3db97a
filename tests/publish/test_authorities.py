"""Authority records and thesauri, from import to edition."""

from __future__ import annotations

from pathlib import Path

from authority_samples import PLACE
from click.testing import CliRunner
from press import Press, Unwatched

from archivekit.catalogue import Catalogue, undo
from archivekit.cli import main
from archivekit.description.authority import Authority
from archivekit.description.record import Value
from archivekit.description.words import query
from archivekit.edition.authorities import authority_at, coordinates_of, links_of, synonyms
from archivekit.ingest.importing import Request, run
from archivekit.problems import Problems

SKOS = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="https://mots.example/1"><skos:prefLabel xml:lang="fr">chemin de fer
</skos:prefLabel><skos:altLabel xml:lang="fr">voie ferrée</skos:altLabel>
<skos:altLabel xml:lang="en">railway</skos:altLabel></skos:Concept>
<skos:Concept rdf:about="https://mots.example/2"><skos:prefLabel>forêt</skos:prefLabel>
<skos:altLabel>bois</skos:altLabel></skos:Concept></rdf:RDF>"""


def published(root: Path) -> Press:
    press = Press(root / "archive")
    here = [Value("Valmont (Doubs, France)")]
    press.record("1 M 1", terms={"spatial": here, "subject": [Value("Chemin de fer")]})
    press.record("1 M 2", "Dossier clos", terms={"spatial": here}, publish=False)
    take_in(press, root)
    press.publish()
    return press


def take_in(press: Press, root: Path) -> int:
    for name, content in (("lieu.xml", PLACE), ("mots.rdf", SKOS)):
        (root / name).write_text(content, encoding="utf-8")
    files = (root / "lieu.xml", root / "mots.rdf")
    problems = Problems()
    result = run(Request(archive=press.archive, files=files), problems, Unwatched())
    assert not len(problems)
    return result.batch


def test_a_place_that_an_open_record_names_is_in_the_edition(tmp_path: Path) -> None:
    edition = published(tmp_path).edition()
    ark = links_of(edition, 1)["place", "Valmont (Doubs, France)"]
    row = authority_at(edition, ark)
    assert row is not None
    assert row.authority.variants[0].text == "Falmenberg"
    assert coordinates_of(edition, "Valmont (Doubs, France)") == (47.25, 6.05)


def test_a_closed_record_does_not_leak_through_an_authority(tmp_path: Path) -> None:
    public = published(tmp_path).public_bytes()
    assert b"falmenberg" in public
    assert b"1 m 2" not in public
    assert b"dossier clos" not in public
    assert b"j. perrin" not in public


def test_an_authority_that_only_closed_records_name_stays_in(tmp_path: Path) -> None:
    press = published(tmp_path)
    press.withdraw("1 M 1")
    press.publish()
    assert b"falmenberg" not in press.public_bytes()


def test_other_words_of_a_subject_in_use_find_its_records(tmp_path: Path) -> None:
    edition = published(tmp_path).edition()
    also = dict(synonyms(edition, "une voie ferrée"))
    assert list(also.values()) == ["Chemin de fer"]
    match = query("voie ferrée", {words: [label] for words, label in also.items()})
    assert edition.db.execute("select rowid from search where search match ?", (match,)).fetchall()
    assert dict(synonyms(edition, "railway"))
    assert not dict(synonyms(edition, "bois"))


def test_an_import_can_be_undone_and_the_ark_comes_back(tmp_path: Path) -> None:
    press = published(tmp_path)
    before = links_of(press.edition(), 1)
    with Catalogue.open(press.archive.catalogue, "archives.valmont.example") as catalogue:
        batch = next(it.id for it in catalogue.batches.list() if it.kind == "import")
        undo(catalogue, batch)
        assert catalogue.authorities.count() == 0
        assert len(catalogue.vocabularies.load()) == 0
    take_in(press, tmp_path)
    press.publish()
    assert links_of(press.edition(), 1) == before


def test_the_nearest_subject_is_the_preferred_label(tmp_path: Path) -> None:
    press = published(tmp_path)
    with Catalogue.open(press.archive.catalogue) as catalogue:
        words = catalogue.vocabularies.load()
    assert words.nearest_subject("Voies ferrées") == "chemin de fer"
    assert words.nearest_subject("forets") == "forêt"
    assert words.nearest_subject("astronomie") is None


def test_dates_and_coordinates_that_cannot_be_read_are_told_and_kept(tmp_path: Path) -> None:
    press = Press(tmp_path / "archive")
    said = PLACE.replace('latitude="47.25"', 'latitude="au nord"').replace(
        "<description>",
        "<description><existDates><date>quand il plut</date></existDates>",
    )
    file = tmp_path / "lieu.xml"
    file.write_text(said, encoding="utf-8")
    problems = Problems()
    run(Request(archive=press.archive, files=(file,)), problems, Unwatched())
    told = {problem.key for problem in problems}
    assert told == {"ingest.authority-date-unread", "ingest.authority-coordinates-unread"}
    with Catalogue.open(press.archive.catalogue) as catalogue:
        kept = catalogue.authorities.get("LIEU_1")
    assert kept is not None
    assert kept.authority.date_words == "quand il plut"
    assert kept.authority.places[0].latitude == "au nord"


def test_authorities_exported_and_imported_elsewhere_are_the_same(tmp_path: Path) -> None:
    press = published(tmp_path)
    folder = tmp_path / "eac"
    words = ["export", "--format", "eac-cpf", "--to", str(folder), "--all"]
    done = CliRunner().invoke(main, [*words, "--archive", str(press.archive.root)])
    assert done.exit_code == 0, done.output
    other = Press(tmp_path / "other")
    files = tuple(sorted(folder.iterdir()))
    run(Request(archive=other.archive, files=files), Problems(), Unwatched())
    assert authorities(other) == authorities(press)


def authorities(press: Press) -> list[Authority]:
    with Catalogue.open(press.archive.catalogue) as catalogue:
        return [it.authority for it in catalogue.authorities]


def test_a_public_export_has_no_authority_of_closed_records_alone(tmp_path: Path) -> None:
    press = published(tmp_path)
    words = ["export", "--format", "eac-cpf", "--public", "--archive", str(press.archive.root)]
    done = CliRunner().invoke(main, [*words, "--to", str(tmp_path / "open")])
    assert done.exit_code == 0, done.output
    (file,) = (tmp_path / "open").iterdir()
    said = file.read_text("utf-8")
    assert "Falmenberg" in said
    assert "1 M 2" not in said
    press.withdraw("1 M 1")
    CliRunner().invoke(main, [*words, "--to", str(tmp_path / "after")])
    assert not list((tmp_path / "after").iterdir())
