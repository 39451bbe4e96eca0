"""SNP panels and their genotypes as CSV: what is read, and what is refused in words."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.exchange.snp_panel import read_panel, read_panel_genotypes
from repatria.genetics.linked_panel import recombination_fraction

HEADER = "CHROM,MARKER,MB,A1,A2,FREQ1\n"


def saved(tmp_path, text, name="panel.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_markers_stand_in_map_order_with_haldanes_fractions(tmp_path):
    text = HEADER + "2,rs3,5,A,G,0.5\n1,rs2,12,A,C,0.25\n1,rs1,2,T,C,0.1\nX,rs9,1,A,G,0.5\n"
    read, problems = read_panel(saved(tmp_path, text))
    assert not problems
    assert read.left_out == ("rs9",)
    assert [marker.name for marker in read.panel.markers] == ["rs1", "rs2", "rs3"]
    np.testing.assert_allclose(
        read.panel.recombination[:, 0], [0.5, float(recombination_fraction(0.10)), 0.5], rtol=1e-12
    )
    assert read.panel.markers[0].frequencies.tolist() == [0.1, 0.9]


def test_a_genetic_map_is_used_where_there_is_one(tmp_path):
    text = "CHROM,MARKER,CM,MB,A1,A2,FREQ1\n1,rs1,0,1,A,G,0.5\n1,rs2,20,2,A,G,0.5\n"
    read, _ = read_panel(saved(tmp_path, text), function="kosambi")
    assert read.panel.recombination[1, 0] == pytest.approx(float(recombination_fraction(0.2, "kosambi")))


def test_bad_rows_are_left_out_with_their_line_and_reason(tmp_path):
    text = (
        HEADER + "1,rs1,1,A,G,0.5\n1,rs1,2,A,G,0.5\n1,rs2,x,A,G,0.5\n1,rs3,4,A,G,1.5\n1,rs4,4,A,A,0.5\n,rs5,4,A,G,0.5\n"
    )
    read, problems = read_panel(saved(tmp_path, text))
    assert [marker.name for marker in read.panel.markers] == ["rs1"]
    assert [problem.place for problem in problems] == ["line 3", "line 4", "line 5", "line 6", "line 7"]
    assert "stands twice" in problems[0].message
    assert "MB is 'x', not a number" in problems[1].message
    assert "no chromosome" in problems[4].message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CHROM,MARKER,MB,A1,A2\n1,rs1,1,A,G\n", "the column FREQ1 is not there"),
        ("CHROM,MARKER,A1,A2,FREQ1\n1,rs1,A,G,0.5\n", "neither a column CM"),
        (HEADER, "no autosomal marker"),
        ("", "the column CHROM is not there"),
    ],
)
def test_a_file_that_is_no_panel_is_refused(tmp_path, text, message):
    read, problems = read_panel(saved(tmp_path, text))
    assert read is None
    assert message in problems[-1].message


def test_genotypes_are_read_with_or_without_a_stroke(tmp_path):
    panel, _ = read_panel(saved(tmp_path, HEADER + "1,rs1,1,A,G,0.5\n1,rs2,2,A,C,0.5\nX,rs9,1,A,G,0.5\n"))
    text = "MARKER,s1,s2,s3\nrs2,AC,A|A,\nrs1,G/A,GG,AT\nrs9,AA,AA,AA\nrs7,AA,AA,AA\nrs1,AA,AA,AA\n"
    names, calls, problems = read_panel_genotypes(saved(tmp_path, text, "g.csv"), panel)
    assert names == ["s1", "s2", "s3"]
    assert calls.tolist() == [[[1, 0], [0, 1]], [[1, 1], [0, 0]], [[-1, -1], [-1, -1]]]
    assert [str(problem) for problem in problems] == [
        "g.csv: line 3, sample s3: AT is not a genotype of A and G; it is not used",
        "g.csv: line 5: the marker rs7 is not in the panel; the row is not used",
        "g.csv: line 6: the marker rs1 stands twice; the row is not used",
    ]


def test_unreadable_files_are_problems(tmp_path):
    binary = tmp_path / "b.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    assert read_panel(binary)[1][0].message == "not text in UTF-8"
    assert read_panel(tmp_path / "absent.csv")[1][0].place == "file"
