"""Are units counted together exactly as the privacy rules say? By hand, with k = 7."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from skolkval.store.atoms import Cell, atoms_after, join_overlapping, pool

K = 7
FORM = {"Ask": "g", "Björk": "g", "Cypress": "g", "Dal": "f", "Ek": "f", "Furan": "s"}


def atoms(
    raters: Mapping[str, int],
    *later: Mapping[str, int],
    remembered: tuple[str, ...] = (),
    k: int = K,
) -> dict[str, int]:
    """Units joined by "+" -> raters. "" is raters without a unit."""
    sets = [frozenset(names.split("+")) for names in remembered]
    cells = atoms_after(sets, [raters, *later], FORM, k)
    return {"+".join(sorted(cell.units)): cell.n for cell in cells}


def test_a_unit_with_k_raters_stands_alone_and_one_with_a_rater_less_does_not() -> None:
    assert atoms({"Ask": 7, "Björk": 7}) == {"Ask": 7, "Björk": 7}
    assert atoms({"Ask": 7, "Björk": 6}) == {"Ask+Björk": 13}


def test_a_level_with_a_rater_less_than_k_has_no_atom_at_all() -> None:
    assert atoms({"Ask": 3, "Dal": 3}) == {}
    assert atoms({"Ask": 3, "Dal": 4}) == {"Ask+Dal": 7}
    assert atoms({}) == {}


def test_small_units_of_a_school_form_are_pooled_with_each_other_first() -> None:
    assert atoms({"Ask": 3, "Björk": 4, "Cypress": 8}) == {"Ask+Björk": 7, "Cypress": 8}


def test_a_pool_that_is_still_small_takes_the_smallest_other_unit_of_its_form() -> None:
    assert atoms({"Ask": 6, "Björk": 9, "Cypress": 8}) == {"Ask+Cypress": 14, "Björk": 9}


def test_of_two_equally_large_units_the_first_by_name_is_taken() -> None:
    assert atoms({"Ask": 8, "Björk": 8, "Cypress": 1}) == {"Ask+Cypress": 9, "Björk": 8}
    assert atoms({"Cypress": 8, "Björk": 8, "Ask": 1}) == {"Ask+Björk": 9, "Cypress": 8}


def test_the_order_that_units_come_in_means_nothing() -> None:
    cells = [Cell(frozenset({name}), ("g",), n) for name, n in (("C", 8), ("B", 8), ("A", 1))]
    for order in (cells, cells[::-1]):
        assert [sorted(cell.units) for cell in pool(order, K)] == [["A", "B"], ["C"]]


def test_a_small_unit_does_not_join_a_smaller_atom_of_another_school_form() -> None:
    assert atoms({"Ask": 6, "Björk": 30, "Dal": 7}) == {"Ask+Björk": 36, "Dal": 7}


def test_forms_that_are_small_as_a_whole_join_each_other() -> None:
    assert atoms({"Ask": 20, "Dal": 2, "Ek": 2, "Furan": 3}) == {"Ask": 20, "Dal+Ek+Furan": 7}


def test_small_forms_that_are_too_few_together_join_the_smallest_atom_of_all() -> None:
    assert atoms({"Ask": 20, "Björk": 9, "Dal": 2, "Furan": 3}) == {
        "Ask": 20,
        "Björk+Dal+Furan": 14,
    }


def test_small_forms_that_lack_one_rater_together_are_too_few() -> None:
    assert atoms({"Ask": 20, "Dal": 2, "Furan": 4}) == {"Ask+Dal+Furan": 26}


def test_the_smallest_atom_may_itself_be_a_pool() -> None:
    # Ask and Björk are pooled to 8, fewer than Cypress' 9, and Dal joins them.
    assert atoms({"Ask": 4, "Björk": 4, "Cypress": 9, "Dal": 2}) == {
        "Ask+Björk+Dal": 10,
        "Cypress": 9,
    }


def test_raters_without_a_unit_are_a_form_of_their_own() -> None:
    assert atoms({"": 7, "Ask": 7}) == {"": 7, "Ask": 7}
    assert atoms({"": 2, "Ask": 9, "Dal": 8}) == {"+Dal": 10, "Ask": 9}


def test_what_an_earlier_round_counted_together_stays_together_however_many_answer() -> None:
    assert atoms({"Ask": 30, "Björk": 30, "Cypress": 30}, remembered=("Ask+Björk",)) == {
        "Ask+Björk": 60,
        "Cypress": 30,
    }


def test_remembered_atoms_are_joined_further_where_they_are_too_small_now() -> None:
    assert atoms({"Ask": 3, "Björk": 3, "Cypress": 30}, remembered=("Ask+Björk",)) == {
        "Ask+Björk+Cypress": 36
    }


def test_a_remembered_unit_that_nobody_answers_from_now_is_not_named() -> None:
    assert atoms({"Ask": 9}, remembered=("Ask+Björk",)) == {"Ask": 9}


def test_what_one_file_joined_the_next_does_not_split() -> None:
    assert atoms({"Ask": 3, "Björk": 8}) == {"Ask+Björk": 11}
    assert atoms({"Ask": 3, "Björk": 8}, {"Ask": 50}) == {"Ask+Björk": 61}
    assert atoms({"Ask": 53, "Björk": 8}) == {"Ask": 53, "Björk": 8}


def test_a_pool_of_several_school_forms_is_of_all_of_them() -> None:
    cells = [Cell(frozenset({name}), (form,), 4) for name, form in FORM.items()][2:4]
    assert [cell.forms for cell in pool(cells, K)] == [("f", "g")]


def test_sets_that_share_a_unit_are_one_set() -> None:
    sets = [frozenset(names) for names in ("ab", "cd", "e", "bc")]
    assert join_overlapping(sets) == [frozenset("abcd"), frozenset("e")]


arrivals = st.dictionaries(
    st.sampled_from(["", *FORM]), st.integers(min_value=1, max_value=15), max_size=7
)
some_sets = st.lists(st.frozensets(st.sampled_from(["", *FORM]), min_size=1), max_size=3)


@given(some_sets, st.lists(arrivals, min_size=1, max_size=4), st.integers(1, 12))
def test_every_atom_has_k_raters_and_nobody_is_lost_or_counted_twice(
    remembered: list[frozenset[str]], files: list[dict[str, int]], k: int
) -> None:
    cells = atoms_after(remembered, files, FORM, k)
    raters = sum((Counter(file) for file in files), Counter[str]())
    assert all(cell.n >= k for cell in cells)
    assert bool(cells) == (raters.total() >= k)
    if cells:
        named = [unit for cell in cells for unit in cell.units]
        assert sorted(named) == sorted(raters)
        assert all(cell.n == sum(raters[unit] for unit in cell.units) for cell in cells)


@given(some_sets, st.lists(arrivals, min_size=2, max_size=4), st.integers(1, 12))
def test_atoms_are_only_ever_joined(
    remembered: list[frozenset[str]], files: list[dict[str, int]], k: int
) -> None:
    after = [cell.units for cell in atoms_after(remembered, files, FORM, k)]
    before = [cell.units for cell in atoms_after(remembered, files[:-1], FORM, k)]
    for units in [*before, *join_overlapping(remembered)]:
        assert len({atom for atom in after if atom & units}) <= 1
