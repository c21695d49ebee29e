"""How what the viewer chooses stands in the address, so that a link shows a colleague the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from skolkval.ui.text import note

_CHOSEN = "sk_chosen"  # what was chosen last per name, also while its box is on another page
_WRITTEN = "sk_written"  # the page and what this session knows its address says, heard by the browser or not
_WRITING = "sk_writing"  # what this run is to write there, when it is through
_FOLLOWED = "sk_followed"  # whether this run follows a link or the back button
_NAMES = "sk_names"  # what has been asked for in this session; an address may say anything
_PAGE = "sk_address_page"  # the name of the page that this run shows
_FOR = "sida"  # says in what we write for which page it is; static/adress.js takes it away
_UNKNOWN = "sk_unknown"  # whether the address asked for something that does not exist


def follow_address(page: str) -> None:
    """Take over what the address says where the viewer has gone to it: at a first visit, by a link or back.

    Called once per run, before anything is asked; `page` is the name of the page's file. Otherwise what
    the browser says is of no account: it may not have heard yet what we wrote there last. Streamlit's
    own binding is not used: it writes no default to the address, so a link to the first round would
    follow whichever is first later.
    """
    state = st.session_state
    state[_PAGE] = page
    asked, is_ours = _address()
    is_first = _CHOSEN not in state
    state.setdefault(_CHOSEN, {})
    state[_FOLLOWED] = is_ours and bool(asked) and (is_first or _has_gone())
    if state[_FOLLOWED]:
        state[_CHOSEN] = dict(asked)
        state[_WRITTEN] = page, asked
    state[_WRITING] = {}
    state[_UNKNOWN] = False


def _has_gone() -> bool:
    """Whether the viewer has gone to an address of ours in the browser, which is what this run shows."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _address() -> tuple[dict[str, list[str]], bool]:
    """What the address says, and whether it is for this page: an earlier one's may come late."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    page = [st.session_state[_PAGE]]
    return asked, asked.pop(_FOR, page) == page


def ask_one(label: str, name: str, options: Sequence[str], usual: str = "") -> str:
    """A choice of one of `options`, the `usual` or else the first at first, kept in the address under
    `name`."""
    key = _prepare(name, options, several=False, usual=usual)
    chosen = st.selectbox(label, options, key=key, filter_mode="contains")
    return _remember(name, [chosen])[0]


def ask_between(label: str, name: str, options: Sequence[str]) -> str:
    """A choice between a few `options` that all stand there, the first at first; kept likewise."""
    key = _prepare(name, options, several=False)
    st.segmented_control(label, options, key=key, required=True)
    return _remember(name, [st.session_state[key]])[0]


def ask_several(label: str, name: str, options: Sequence[str], everything: str) -> tuple[str, ...]:
    """A choice of some of `options`, `everything` at first, kept in the address under `name`."""
    key = _prepare(name, options, several=True)
    chosen = st.multiselect(label, options, key=key, placeholder=everything, filter_mode="contains")
    return tuple(_remember(name, chosen))


def say_if_unknown() -> None:
    """Say so, once, if the address asked for something there is not."""
    if st.session_state[_UNKNOWN]:
        st.session_state[_UNKNOWN] = False
        note("Adressen pekar på något som inte finns i omgången. Det är inte med i urvalet.")


def chosen_last(name: str) -> tuple[str, ...]:
    """What was last chosen under `name`, on whichever page."""
    return tuple(st.session_state[_CHOSEN].get(name, []))


def keep(name: str) -> None:
    """Let what is chosen under `name` stay in the address, though no box on the page asks for it."""
    _remember(name, list(chosen_last(name)))


def follows_link() -> bool:
    """Whether this run shows what a link or the back button asked for."""
    return bool(st.session_state[_FOLLOWED])


def choose_next(name: str, values: Sequence[str]) -> None:
    """Let `values` be what is chosen when `name` is asked for next."""
    _keep_chosen(name, list(values))
    st.session_state.pop(f"sk_ask_{name}", None)


def go_to_page(page: str) -> NoReturn:
    """Leave this page for `page`, with everything that is chosen; back leads to this page as it was."""
    chosen = {name: values for name, values in _carried().items() if values}
    st.switch_page(page, query_params=chosen | {_FOR: [_stem(page)]})


def link_to(page: str, values: Mapping[str, Sequence[str]]) -> str:
    """Where `page` shows these values. What else is chosen stands once for all links of a list, see
    `chosen_query`."""
    return f"{_stem(page)}?{urlencode(values, doseq=True)}"


def chosen_query() -> str:
    """All that is chosen, as the query of an address."""
    return urlencode(_carried(), doseq=True)


@cache
def _stem(page: str) -> str:
    return Path(page).stem


def _carried() -> dict[str, list[str]]:
    """What is chosen, on whichever page, without what nobody asks for."""
    asked = st.session_state.setdefault(_NAMES, set())
    return {name: values for name, values in st.session_state[_CHOSEN].items() if name in asked}


def write_address() -> None:
    """Write what was chosen to the address, at the end of a run, in one step."""
    state = st.session_state
    page, written = state[_PAGE], state[_WRITING]
    # The browser may say the same, and yet be about to hear what we wrote in between.
    if _address() != (written, True) or state.get(_WRITTEN) != (page, written):
        st.query_params.from_dict(written | {_FOR: [page]})
    state[_WRITTEN] = page, written


def _prepare(name: str, options: Sequence[str], *, several: bool, usual: str = "") -> str:
    """Set the box before it is drawn, where the viewer has not just done so. Returns its key."""
    key = f"sk_ask_{name}"
    if key in st.session_state and not st.session_state[_FOLLOWED]:
        current = st.session_state[key] if several else [st.session_state[key]]
    else:
        current = st.session_state[_CHOSEN].get(name, [])
    known = [value for value in current if value in options]
    if len(known) < len(current):
        st.session_state[_UNKNOWN] = True
    st.session_state[key] = known if several else (known or [usual or options[0]])[0]
    return key


def _remember(name: str, values: list[str]) -> list[str]:
    _keep_chosen(name, values)
    if values:
        st.session_state[_WRITING][name] = values
    return values


def _keep_chosen(name: str, values: list[str]) -> None:
    st.session_state[_CHOSEN][name] = values
    st.session_state.setdefault(_NAMES, set()).add(name)
