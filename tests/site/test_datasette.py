"""Datasette over the edition: useful to a researcher, harmless in anyone's hands."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from urllib.parse import quote, urlencode

import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata
from site_client import asked, words

from archivekit.schemas_folder import shipped_path

METADATA = parse_metadata(shipped_path("datasette_metadata.yml").read_text(encoding="utf-8"))
PUBLIC = METADATA["databases"]["public"]


def sql(site, query, **values):
    return site.get(f"/public.json?{urlencode({'sql': query, '_shape': 'arrays', **values})}")


def test_the_table_of_records_is_searched_as_the_site_is(site):
    answer = site.get("/public/records.json?_search=%C3%A9glise&_shape=objects").json()
    assert [row["code"] for row in answer["rows"]] == ["2 J 87", "2 J 89"]
    assert set(answer["facet_results"]) == {"fonds", "level", "century"}


@pytest.mark.parametrize("typed", ['"', "(", "", "AND", "*"])
def test_nothing_typed_into_its_search_is_an_error(site, typed):
    assert site.get(f"/public/records.json?_search={quote(typed)}").status_code == 200


def test_records_leave_as_csv_whatever_is_in_them(site):
    text = site.get("/public/records.csv?_stream=1").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["code"] for row in rows][:3] == ["2 J", "2 J 1-99", "2 J 87"]
    assert rows[4]["title"].startswith("Affiche <script>")


def test_cells_lead_to_records_and_searches(site):
    page = site.get("/public/records").text
    assert '<a href="/ark:/99999/b1registre">ark:/99999/b1registre</a>' in page
    assert 'src="/ark:/99999/b1registre/thumbnail"' in page
    assert '<a href="/search?subject=Horlogerie">Horlogerie</a>' in site.get("/public/terms").text


def test_its_pages_wear_the_header_of_the_site_in_the_language_asked_for(site):
    page = site.get("/public/records?lang=en", accept_language="fr")
    assert '<html lang="en">' in page.text
    assert "Besançon City Archives" in words(page)


def test_every_name_in_the_metadata_is_one_of_the_edition(public_db):
    with sqlite3.connect(public_db) as db:
        tables = {name for (name,) in db.execute("select name from sqlite_master")}
        for table, told in PUBLIC["tables"].items():
            assert table in tables
            columns = {row[1] for row in db.execute(f"pragma table_info({table})")}
            assert set(told.get("columns", ())) <= columns
            assert set(told.get("facets", ())) <= columns
            assert set(told.get("sortable_columns", ())) <= columns
    db.close()


def test_every_facet_and_sort_column_of_records_has_an_index(public_db):
    told = PUBLIC["tables"]["records"]
    with sqlite3.connect(public_db) as db:
        plans = {
            column: db.execute(
                f"explain query plan select {column} from records order by {column}"
            ).fetchall()
            for column in {*told["facets"], *told["sortable_columns"]}
        }
    db.close()
    assert not [name for name, plan in plans.items() if "TEMP B-TREE" in str([*map(tuple, plan)])]


@pytest.mark.parametrize("name", sorted(PUBLIC["queries"]))
def test_every_question_made_ready_has_an_answer(site, name):
    values = {"q": "registre", "place": "Battant (Besançon)", "ark": "ark:/99999/b1fonds"}
    values |= {"since": "2024-01-01", "from_year": "1800", "to_year": ""}
    answer = site.get(f"/public/{name}.json?{urlencode({**values, '_shape': 'arrays'})}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"]
    assert site.get(f"/public/{name}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "select * from pragma_database_list",
        "select * from pragma_module_list",
        "pragma database_list",
        "attach ':memory:' as other",
        "select load_extension('x')",
        "create temp table t (a)",
        "select randomblob(900000000)",
        "select zeroblob(20000000)",
        "select printf('%.*c', 900000000, 'x')",
        "select format('%900000000d', 1)",
        "select instr(zeroblob(9000000), zeroblob(4000000) || x'01')",
        "select replace(hex(zeroblob(400000)), '0', hex(zeroblob(100)))",
        "select trim(hex(zeroblob(100000)), hex(zeroblob(100000)))",
        "select 1 where " + " and ".join(["1"] * 5000),
        " union ".join(["select 1"] * 200),
        "with recursive c(x) as (select 1 union all select x + 1 from c) select max(x) from c",
        "select count(*) from terms a, terms b, terms c, terms d, terms e, terms f",
        "select 1 where 'x' like '" + "%x" * 200 + "'",
    ],
)
def test_sql_that_would_harm_is_refused_or_stopped(site, query, public_db):
    answer = sql(site, query)
    assert answer.status_code == 400
    assert str(public_db.parent) not in answer.text


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("select count(*) from records", [6]),
        ("select replace('aXb', 'X', 'y'), instr('abc', 'c'), trim('  a ')", ["ayb", 3, "a"]),
        ("select ltrim('xxa', 'x'), rtrim('a  '), trim('xax', 'x')", ["a", "a", "a"]),
        ("select replace(null, 'a', 'b'), instr(null, 'a'), trim(null)", [None, None, None]),
        ("select printf('%05.1f|%-4s|%d|%%|%x', 2.25, 'a', '7', 255)", ["002.2|a   |7|%|ff"]),
        (
            "select printf('%.2f %s', 1.005, null), format('%q %Q', 'l''a', 'b')",
            ["1.00 ", "l''a 'b'"],
        ),
        ("select instr('a', ''), replace('a', '', 'b'), instr(12345, 34)", [1, "a", 3]),
        ("select value from json_each('[7]')", [7]),
        ("select count(*) from search where search match escape_fts('églises')", [2]),
        ("select name from pragma_table_info('sets') limit 1", ["number"]),
        (
            "select group_concat(code, '|') from (select code from records limit 2)",
            ["2 J|2 J 1-99"],
        ),
    ],
)
def test_sql_that_researchers_write_works(site, query, row):
    assert sql(site, query).json()["rows"] == [row]


@pytest.mark.parametrize(
    "path",
    ["databases", "threads", "versions", "plugins", "settings", "config", "messages", "patterns"],
)
def test_nothing_tells_of_the_machine(site, path, public_db):
    for ending in ("", ".json"):
        answer = site.get(f"/-/{path}{ending}")
        assert answer.status_code in (404, 301)
        assert str(public_db.parent) not in answer.text
    assert site.get("/_internal").status_code == 404


def test_plain_datasette_serves_the_whole_site(public_db):
    with asked(Datasette([str(public_db)], metadata=METADATA)) as plain:
        for path in ("/", "/search?q=registre", "/ark:/99999/b1registre", "/oai?verb=Identify"):
            assert plain.get(path).status_code == 200
        assert plain.get("/iiif/3/ark:/99999/b1registre/f1/info.json").status_code == 200
        assert plain.get("/public/records").status_code == 200


def test_a_database_that_is_no_edition_is_left_alone(tmp_path):
    other = tmp_path / "other.db"
    db = sqlite3.connect(other)
    db.execute("create table records (id integer primary key, title text)")
    db.execute("insert into records values (1, 'x')")
    db.commit()
    db.close()
    with asked(Datasette([str(other)])) as plain:
        assert "other" in plain.get("/").text
        assert plain.get("/search").status_code == 404
        assert plain.get("/oai?verb=Identify").status_code == 404
        assert plain.get("/-/versions.json").status_code == 200
        page = plain.get("/other/records")
        assert "site-header" not in page.text
        assert "content-security-policy" not in page.headers
        answer = plain.get("/other.json?sql=select+file+from+pragma_database_list")
        assert json.loads(answer.text)["rows"]
