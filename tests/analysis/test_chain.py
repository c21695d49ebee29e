"""Does the chain break where hand arithmetic says, and is nothing said that the answers do not?"""

from __future__ import annotations

import pytest

from skolkval.analysis.chain import Link, by_break, threads
from skolkval.analysis.chain_words import (
    chain_title,
    directions,
    gap_text,
    verdict,
    verdict_text,
)
from tests.analysis.chain_frames import HIDDEN, Answers, all_on, chain_of

STAIR: Answers = {"huvudman": all_on(4), "rektor": all_on(3), "undervisning": all_on(3)}
"""Breaks 4 to 3 between huvudman and rektor."""
LATE: Answers = {"huvudman": all_on(4), "rektor": all_on(4), "undervisning": all_on(2)}
"""Breaks 4 to 2 between rektor and undervisning."""
UP: Answers = {"huvudman": all_on(2), "rektor": all_on(2), "undervisning": all_on(3)}
"""Breaks upwards, 2 to 3, between rektor and undervisning."""
WHOLE: Answers = {"huvudman": all_on(3), "rektor": all_on(3), "undervisning": all_on(3)}
FEW: Answers = {"huvudman": [1, 1, 1, 2], "rektor": [2, 1, 1, 1], "undervisning": [1, 1, 1, 2]}
"""Means 2.8, 2.2 and 2.8 of five answers each."""


def links_of(answers: Answers) -> tuple[Link, ...]:
    return threads(*chain_of({"p": answers}))[0].links


def test_steps_are_the_differences_of_mean_steps_with_their_direction() -> None:
    # 40 on step 4; 8 on 3 and 32 on 4: 3.8; 20 on 1 and 20 on 4: 2.5.
    answers = {"huvudman": all_on(4), "rektor": [0, 0, 8, 32], "undervisning": [20, 0, 0, 20]}
    (thread,) = threads(*chain_of({"p": answers}))
    assert [seat.step for seat in thread.seats] == pytest.approx([4, 3.8, 2.5])
    assert [link.steps for link in thread.links] == pytest.approx([-0.2, -1.3])
    assert [link.state for link in thread.links] == ["holds", "down"]


def test_a_break_starts_at_exactly_eight_tenths_of_a_step() -> None:
    # 32 on 4 and 8 on 3 is 3.8, in floating point 0.79999... above 3.
    at, below = [0, 0, 8, 32], [0, 0, 9, 31]
    down = {"rektor": at, "undervisning": all_on(3)}
    assert [link.state for link in links_of(down)] == ["down"]
    up = {"rektor": all_on(3), "undervisning": at}
    assert [link.state for link in links_of(up)] == ["up"]
    (link,) = links_of({"rektor": below, "undervisning": all_on(3)})
    assert link.state == "holds"
    # 3.775 - 3 would be printed as 0.8, which is a break.
    assert gap_text(link) == "0,78 steg ner"
    # Two decimals would not do either: 0.7951 is cut off, not rounded to 0.80.
    just_below = Link("rektor", "undervisning", -0.7951, -0.9, -0.6)
    assert just_below.state == "holds"
    assert gap_text(just_below) == "0,79 steg ner"


def test_a_step_is_a_step_on_any_scale() -> None:
    # Five steps: 5 to 4 is one step, and 25 of the index.
    answers = {"rektor": all_on(5, size=5), "undervisning": all_on(4, size=5)}
    (thread,) = threads(*chain_of({"p": answers}, size=5))
    assert thread.links[0].steps == -1
    assert [seat.step for seat in thread.seats] == [5, 4]


def test_a_large_difference_of_few_answers_is_neither_a_break_nor_whole() -> None:
    # 3.4 against 2.2 of five each: the interval of the difference holds 0.
    (link,) = links_of({"rektor": [1, 0, 0, 4], "undervisning": [2, 1, 1, 1]})
    assert link.steps == pytest.approx(-1.2)
    assert link.low < 0 < link.high
    assert link.state == "unsure"


def test_four_answers_break_no_chain() -> None:
    (link,) = links_of({"huvudman": (4, 0, 0, 0), "rektor": (0, 0, 0, 60)})
    assert (link.steps, link.state) == (3, "unsure")
    (link,) = links_of({"huvudman": (5, 0, 0, 0), "rektor": (0, 0, 0, 60)})
    assert link.state == "up"


def test_where_no_break_could_have_been_seen_the_chain_is_not_said_to_hold() -> None:
    few = links_of({"rektor": [1, 1, 1, 2], "undervisning": [1, 1, 1, 2]})[0]
    assert (few.steps, few.state) == (0, "unsure")
    assert (few.high - few.low) / 2 > 0.8
    many = links_of({"rektor": [8, 8, 8, 16], "undervisning": [8, 8, 8, 16]})[0]
    assert (many.steps, many.state) == (0, "holds")


def test_a_seat_without_a_statement_breaks_nothing_and_its_neighbours_are_compared() -> None:
    points = {"p": {"huvudman": all_on(4), "undervisning": all_on(3)}, "q": STAIR}
    thread = threads(*chain_of(points))[0]
    assert [seat.state for seat in thread.seats] == ["shown", "empty", "shown"]
    assert [(link.of, link.to, link.state) for link in thread.links] == [
        ("huvudman", "undervisning", "down")
    ]


def test_a_thread_past_a_hidden_seat_can_break_but_not_be_said_to_hold() -> None:
    (link,) = links_of({"huvudman": all_on(3), "rektor": HIDDEN, "undervisning": all_on(3)})
    assert (link.steps, link.state) == (0, "unsure")
    (link,) = links_of({"huvudman": all_on(4), "rektor": HIDDEN, "undervisning": all_on(3)})
    assert (link.steps, link.state) == (-1, "down")


def test_a_hidden_and_an_unanswered_seat_have_no_number() -> None:
    answers = {"huvudman": HIDDEN, "rektor": [0, 0, 0, 0], "undervisning": all_on(3)}
    thread = threads(*chain_of({"p": answers}))[0]
    assert [seat.state for seat in thread.seats] == ["hidden", "unanswered", "shown"]
    assert thread.links == ()
    assert thread.state == "alone"


def test_levels_outside_the_frame_have_no_seat() -> None:
    frame, instrument = chain_of({"p": STAIR})
    thread = threads([row for row in frame if row["level"] != "rektor"], instrument)[0]
    assert [seat.level for seat in thread.seats] == ["huvudman", "undervisning"]


def test_broken_threads_come_first_by_the_most_common_place_and_then_by_size() -> None:
    points = {"whole": WHOLE, "few": FEW, "stair": STAIR, "up": UP, "late": LATE}
    chain = by_break(threads(*chain_of(points)))
    # Two break between rektor and undervisning, by 2 and by 1 step; one before them.
    assert [thread.point_id for thread in chain] == ["late", "up", "stair", "few", "whole"]


@pytest.mark.parametrize(
    ("points", "title"),
    [
        ({"a": WHOLE, "b": WHOLE}, "Kedjan håller i alla 2 punkter"),
        ({"a": WHOLE}, "Kedjan håller i den enda punkten"),
        ({"a": FEW}, "Svaren är för få för att avgöra om kedjan håller"),
        (
            {"a": WHOLE, "b": FEW},
            "Kedjan håller i 1 av 2 punkter. I de andra är svaren för få för att avgöra",
        ),
        (
            {"a": WHOLE, "b": STAIR},
            "Kedjan håller i 1 av 2 punkter. Den brister i en, mellan huvudman och rektor",
        ),
        (
            {"a": LATE, "b": UP},
            "Kedjan brister i 2 av 2 punkter, båda mellan rektor och undervisning",
        ),
        (
            {"a": LATE, "b": UP, "c": STAIR},
            "Kedjan brister i 3 av 3 punkter, oftast mellan rektor och undervisning",
        ),
        (
            {"a": LATE, "b": STAIR},
            "Kedjan brister i 2 av 2 punkter, lika ofta mellan huvudman och rektor "
            "och mellan rektor och undervisning",
        ),
        (
            {"a": WHOLE, "b": STAIR, "c": {"rektor": all_on(3)}},
            "Kedjan håller i 1 av 2 punkter som kan jämföras. "
            "Den brister i en, mellan huvudman och rektor",
        ),
        (
            {"a": {"huvudman": HIDDEN, "rektor": all_on(3)}},
            "Nivåerna går inte att jämföra",
        ),
    ],
)
def test_the_title_says_no_more_than_the_threads(points: dict[str, Answers], title: str) -> None:
    frame, instrument = chain_of(points)
    assert chain_title(threads(frame, instrument), instrument) == title


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ({"a": WHOLE}, ""),
        ({"a": UP}, "Brottet går uppåt."),
        ({"a": STAIR, "b": LATE}, "Alla brott går nedåt."),
        ({"a": STAIR, "b": LATE, "c": UP}, "Två brott går nedåt, ett uppåt."),
    ],
)
def test_both_directions_are_named(points: dict[str, Answers], sentence: str) -> None:
    assert directions(threads(*chain_of(points))) == sentence


def test_what_is_said_of_a_thread() -> None:
    valley = {"huvudman": all_on(4), "rektor": all_on(2), "undervisning": all_on(3)}
    points = {"a": STAIR, "b": valley, "c": WHOLE, "d": FEW, "e": {"rektor": all_on(3)}}
    frame, instrument = chain_of(points)
    assert [verdict_text(thread, instrument) for thread in threads(frame, instrument)] == [
        "Brister mellan huvudman och rektor",
        "Brister två gånger, ner, sedan upp",
        "Håller, ingen skillnad",
        "För få svar för att avgöra",
        "Går inte att jämföra, färre än två nivåer",
    ]


def test_where_only_one_place_is_unsure_it_is_named() -> None:
    frame, instrument = chain_of({"a": {**WHOLE, "huvudman": [2, 1, 0, 2]}})
    (thread,) = threads(frame, instrument)
    assert verdict(thread, instrument) == (
        "För få svar för att avgöra",
        "mellan huvudman och rektor",
    )


def test_a_joint_answer_is_not_said_to_be_few() -> None:
    frame, instrument = chain_of({"a": {**WHOLE, "huvudman": [0, 0, 1, 0]}}, {"huvudman": "joint"})
    (thread,) = threads(frame, instrument)
    assert verdict(thread, instrument) == (
        "Gemensamt svar räcker inte",
        "mellan huvudman och rektor",
    )
