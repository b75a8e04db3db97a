"""Which record each file belongs to: by the sheet's file names, by folder, by the code in its name.

The three ways are tried in that order; a file found by one is out of reach for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from archivekit.description.codes import fold, in_file_name
from archivekit.exchange.sheet import Row
from archivekit.ingest.received import ReceivedFile, comparable, natural_key
from archivekit.problems import Place, Problems, Severity


@dataclass(slots=True)
class MatchedFile:
    """A received file and the name it has inside its record."""

    received: ReceivedFile
    name: str


@dataclass(slots=True)
class Matches:
    """Files by folded reference code, and those that found no record."""

    files: dict[str, list[MatchedFile]] = field(default_factory=dict)
    without_record: list[ReceivedFile] = field(default_factory=list)


def match_files(
    rows: Sequence[Row],
    files: Sequence[ReceivedFile],
    known_codes: Iterable[str],
    sheet: Place,
    problems: Problems,
) -> Matches:
    """Every file with its record. ``known_codes`` are folded codes that the catalogue has."""
    finder = _Finder(files)
    owner: dict[str, str] = {}
    for row, claimed in _claims(rows, finder, sheet, problems):
        code = fold(row.description.code)
        for file in claimed:
            first = owner.setdefault(file.relative, code)
            if first != code and file.relative in finder.named:
                problems.add(
                    "ingest.file-of-two-rows",
                    Severity.WARNING,
                    Place(file=sheet.file, sheet=sheet.sheet, line=row.line),
                    name=file.relative,
                    code=row.description.code,
                )
    codes = {fold(row.description.code): None for row in rows} | dict.fromkeys(known_codes)
    for file in files:
        if file.relative not in owner and (found := _code_by_place(file, codes)):
            owner[file.relative] = found
    return _grouped(files, owner)


class _Finder:
    """Finds files by what a sheet calls them: path, name, name without its ending, pattern."""

    def __init__(self, files: Sequence[ReceivedFile]) -> None:
        self._files = files
        self.named: set[str] = set()
        self._folders = {
            "/".join(parts[: depth + 1])
            for parts in {tuple(file.folder.split("/")) for file in files}
            for depth in range(len(parts))
        }
        self._by: dict[str, list[ReceivedFile]] = {}
        for file in files:
            path = PurePosixPath(comparable(file.relative))
            # The whole path wins over the name, the name over the name without its ending.
            for key in dict.fromkeys((str(path), path.name, path.stem)):
                self._by.setdefault(key, []).append(file)

    def find(self, called: str) -> list[ReceivedFile]:
        wanted = comparable(called.strip().replace("\\", "/").removeprefix("./"))
        if any(sign in wanted for sign in "*?"):
            return [
                file
                for file in self._files
                if fnmatchcase(comparable(file.relative), wanted)
                or fnmatchcase(comparable(file.name), wanted)
            ]
        found = self._by.get(wanted, [])
        letter = [file for file in found if file.relative == called]
        path = [file for file in found if comparable(file.relative) == wanted]
        return letter or path or found

    def folders(self, called: str) -> list[str]:
        """The folders that a sheet may mean: the one of that path, else those it is the end of."""
        wanted = comparable(called.strip().replace("\\", "/").strip("/").removeprefix("./"))
        exact = [folder for folder in self._folders if comparable(folder) == wanted]
        ends = (each for each in self._folders if comparable(each).endswith(f"/{wanted}"))
        return exact or sorted(ends)

    def below(self, folder: str) -> list[ReceivedFile]:
        """The files of a folder and of those in it."""
        return [f for f in self._files if f.folder == folder or f.folder.startswith(f"{folder}/")]


_Claim = tuple[Row, Sequence[ReceivedFile]]


def _claims(
    rows: Sequence[Row], finder: _Finder, sheet: Place, problems: Problems
) -> Iterable[_Claim]:
    """What rows say is theirs: files by name first, then folders, the innermost first.

    So a row that has a folder does not take what another has inside it.
    """
    folders: list[tuple[str, Row]] = []
    for row in rows:
        place = Place(file=sheet.file, sheet=sheet.sheet, line=row.line)
        named = list(_named_by(row, finder, place, problems))
        finder.named.update(file.relative for file in named)
        yield row, named
        if row.folder and (folder := _folder_of(row.folder, finder, place, problems)):
            folders.append((folder, row))
    for folder, row in sorted(folders, key=lambda claim: -claim[0].count("/")):
        yield row, finder.below(folder)


def _named_by(
    row: Row, finder: _Finder, place: Place, problems: Problems
) -> Iterable[ReceivedFile]:
    """The files that a row names itself."""
    for called in row.files:
        found = finder.find(called)
        if not found:
            problems.add("ingest.file-not-there", Severity.WARNING, place, name=called)
        elif len(found) > 1 and not any(sign in called for sign in "*?"):
            paths = ", ".join(file.relative for file in found)
            problems.add(
                "ingest.file-in-two-places", Severity.WARNING, place, name=called, paths=paths
            )
        else:
            yield from found


def _folder_of(called: str, finder: _Finder, place: Place, problems: Problems) -> str | None:
    """The folder that a row names."""
    found = finder.folders(called)
    if not found:
        problems.add("ingest.folder-not-there", Severity.WARNING, place, name=called)
    elif len(found) > 1:
        paths = ", ".join(found)
        problems.add(
            "ingest.folder-in-two-places", Severity.WARNING, place, name=called, paths=paths
        )
    return found[0] if len(found) == 1 else None


def _code_by_place(file: ReceivedFile, codes: Mapping[str, None]) -> str | None:
    """The code that a file's name carries, else the one that a folder above it is named after."""
    for candidate in in_file_name(file.name):
        if candidate.code in codes:
            return candidate.code
    for folder in reversed(file.folder.split("/")):
        if folder and (code := fold(folder)) in codes:
            return code
    return None


def _grouped(files: Sequence[ReceivedFile], owner: Mapping[str, str]) -> Matches:
    matches = Matches()
    for file in files:
        if code := owner.get(file.relative):
            matches.files.setdefault(code, []).append(MatchedFile(file, file.name))
        else:
            matches.without_record.append(file)
    for matched in matches.files.values():
        _name_apart(matched)
        matched.sort(key=lambda file: natural_key(file.name))
    return matches


def _name_apart(files: list[MatchedFile]) -> None:
    """Files of one record that share a name keep their path, so that none hides another."""
    seen: dict[str, int] = {}
    for file in files:
        seen[comparable(file.name)] = seen.get(comparable(file.name), 0) + 1
    for file in files:
        if seen[comparable(file.name)] > 1:
            file.name = file.received.relative
