"""What claims are about: one name for one thing that sources count, and the computed figure to lay beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that sources count. definition: the computed figure that counts the same on the record, if any."""

    name: str
    label_en: str
    label_ko: str
    definition: str = ""


SUBJECTS = (
    Subject("korean-war-missing", "Missing of the Korean War", "한국전쟁 실종자", "unaccounted-for"),
    Subject("missing-in-north-korea", "The 5,300 of North Korea", "북한의 5,300명"),
    Subject("us-deaths", "American dead of the Korean War", "한국전쟁 미국인 사망자"),
    Subject("all-wars-missing", "American missing of all wars", "모든 전쟁의 미국인 실종자"),
    Subject("joint-operations", "What the joint operations brought", "공동 작전의 결과"),
    Subject("last-hand-over", "The last hand-over before 2018", "2018년 이전의 마지막 인도"),
    Subject("returned-2007", "Hand-over of 2007", "2007년의 인도"),
    Subject("returned-2015", "Hand-over of 2015", "2015년의 인도"),
    Subject("returned-by-june-2018", "Returned by June 2018", "2018년 6월까지 송환"),
    Subject("ready-to-return", "Promised and delivered in 2018", "2018년의 약속과 인도"),
    Subject("cases-2018", "Cases handed over in 2018", "2018년에 인도된 상자", "cases-received"),
    Subject("containers-2018", "Coffins prepared and cases received", "준비한 관과 받은 상자"),
    Subject("containers-1990-1994", "Containers of 1990 to 1994", "1990–1994년의 용기"),
    Subject("identified-of-the-55", "Identified from the 55 cases", "55상자에서 확인된 사람"),
    Subject("unaccounted-by-edition", "Unaccounted for, by edition of the published table", "판별 미확인자 수"),
)
_BY_NAME = {subject.name: subject for subject in SUBJECTS}


def subject_of(name: str) -> Subject:
    """The subject of that name; one that is not listed is called by its name and has no figure on the record."""
    return _BY_NAME.get(name) or Subject(name, name.replace("-", " "), "")
