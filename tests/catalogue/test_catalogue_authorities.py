"""Authority records in the catalogue: found by any form of their names."""

from __future__ import annotations

from archivekit.catalogue import Batch, Catalogue, StoredAuthority, undo
from archivekit.description.authority import Authority, AuthorityKind, NameForm


def person(record_id: str, *names: str) -> StoredAuthority:
    forms = tuple(NameForm((("", name),), is_authorised=name is names[0]) for name in names)
    return StoredAuthority(
        Authority(record_id=record_id, kind=AuthorityKind.PERSON, names=forms), "<eac-cpf/>"
    )


def kept(catalogue: Catalogue, *given: StoredAuthority) -> Batch:
    with catalogue.batch("import", "archivekit import") as batch, batch.transaction():
        for each in given:
            catalogue.authorities.save(batch, each)
    return batch


def found(catalogue: Catalogue, name: str) -> list[str]:
    return [it.authority.record_id for it in catalogue.authorities.called(name)]


def test_an_authorised_form_comes_before_a_variant(catalogue: Catalogue) -> None:
    kept(catalogue, person("A", "Élise Dupré", "Lise Dupré"), person("B", "Lise Dupré"))
    assert found(catalogue, "elise dupre") == ["A"]
    assert found(catalogue, "LISE DUPRÉ") == ["B"]
    assert found(catalogue, "Dupré") == []


def test_a_variant_that_is_dropped_is_not_found_and_comes_back_when_undone(
    catalogue: Catalogue,
) -> None:
    first = kept(catalogue, person("A", "Élise Dupré", "Lise Dupré"))
    second = kept(catalogue, person("A", "Élise Dupré", "Élise de Valmont"))
    assert found(catalogue, "Lise Dupré") == []
    assert found(catalogue, "Élise de Valmont") == ["A"]
    undo(catalogue, second.id)
    assert found(catalogue, "Lise Dupré") == ["A"]
    undo(catalogue, first.id)
    assert found(catalogue, "Lise Dupré") == []
