"""By which words in a header is a column known that is not a statement?

Every word here is documented in `docs/import.md`. Keys are compared after `match_key`.
"""

from __future__ import annotations

import re

from skolkval.importing.report import Role
from skolkval.importing.text import match_key

_HEADERS: dict[Role, str] = {
    "level": """nivå, din nivå, nivå i styrkedjan, styrkedjenivå, styrkedjans nivå, level""",
    "unit": """enhet, enhetens namn, enhetsnamn, skolenhet, skola, skolans namn, skolnamn, min skola,
        min enhet, din skola, din enhet, förskola, förskolans namn, skola/enhet, enhet/skola,
        skola/förskola, förskola/skola, skola eller förskola, arbetsplats, unit, school,
        school name, school unit""",
    "school_form": """skolform, skolformer, verksamhetsform, skoltyp, school form, school type""",
    "role": """roll, din roll, yrkesroll, befattning, uppdrag, role, position""",
    "meta": """id, respondent, respondent-id, respondent id, respondentid, response id, responseid,
        collector id, collectorid, svars-id, svarsid, starttid, start time, start date, startdatum,
        startdate, slutförandetid, completion time, end date, enddate, slutdatum, sluttid,
        inskickat, submitdate, datestamp, recordeddate, date submitted, date created,
        date modified, tidstämpel, timestamp, tid för senaste ändring, senast ändrad,
        last modified time, svarsdatum, datum, svarstid, e-post, epost, e-postadress, epostadress,
        mejl, mejladress, mailadress, email, e-mail, email address, e-mail address, emailaddress,
        recipientemail, namn, ditt namn, för- och efternamn, name, your name, first name, firstname,
        förnamn, last name, lastname, efternamn, recipientfirstname, recipientlastname,
        custom data 1, ip, ip-adress, ipadress, ip address, ipaddress, ipaddr, lastpage,
        startlanguage, userlanguage, seed, refurl, token, personnummer, telefon, telefonnummer,
        mobilnummer, phone, språk, language, totaltantalpoäng, totalt antal poäng, total points,
        testfeedback, quiz feedback, _id, _uuid, _submission_time, _submitted_by, _validation_status,
        _notes, _status, _tags, _index, __version__, submissiondate, submitterid, submittername,
        key, instanceid, meta-instanceid, meta/instanceid, attachmentspresent, attachmentsexpected,
        deviceid, edits, formversion, reviewstate""",
    "comment": """kommentar, kommentarer, kommentera, fritext, övrigt, övriga synpunkter,
        övriga kommentarer, motivering, motivera ditt svar, comment, comments""",
}
ROLE_OF_HEADER: dict[str, Role] = {
    match_key(word): role for role, words in _HEADERS.items() for word in words.split(",")
}

# A question asks for one thing with one of these words: "Vilken skola arbetar du på?"
_ASKS = re.compile(r"(?:.* )?(?:vilken|vilket|vilka|ange|välj|which|what)\b.{0,60}")
_ASKED_FOR: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"\b(?:e-?post|mejl|mail|e-?mail)(?:adress)?\b"), "meta"),
    (re.compile(r"\b(?:skolform|verksamhetsform)\b"), "school_form"),
    (re.compile(r"\bnivå\b"), "level"),
    (re.compile(r"\b(?:roll|yrkesroll|befattning)\b"), "role"),
    (re.compile(r"\b(?:skola|förskola|skolenhet|enhet|arbetsplats)\b"), "unit"),
)
_COMMENT = re.compile(
    r"(?:kommentar|kommentera|motivera|beskriv|berätta|övriga |fritext|comment|other \(please)"
)
_TAIL_DIGITS = re.compile(r"\s*\d+$")

LEVEL_SYNONYMS: dict[str, tuple[str, ...]] = {
    "huvudman": ("huvudmannen", "huvudmän", "huvudmannanivå", "huvudmannanivån", "huvudmannivå"),
    "rektor": ("rektorer", "rektorn", "rektorsnivå", "rektorsnivån", "rektornivå", "skolledare"),
    "undervisning": (
        "undervisningen",
        "undervisningsnivå",
        "undervisningsnivån",
        "lärare",
        "lärarnivå",
        "lärarnivån",
    ),
}
"""What else a level of the steering chain is called in survey answers, per level id."""

NEGATING = frozenset(
    {"inte", "ej", "aldrig", "ingen", "inget", "inga", "utan", "icke", "not", "no", "never"}
    | {"sakna", "saknar", "saknas", "saknats", "brist", "brister", "bristande"}
    | {"otillräcklig", "otillräckligt", "otillräckliga"}
)
"""Words that turn a statement round."""
_OTHER_QUESTION = re.compile(r"\b(?:o?viktig|prioriter|angeläg|poäng)|^\W*(?:points?|feedback)\W*$")
# "Hur väl stämmer det (1 = stämmer inte)?", "Om du inte vet, svara vet ej:" and "Det finns inga rätt
# eller fel svar:" ask what the statement asks.
_EXPLAINS = re.compile(
    r"\([^)]*\)|\b\d\s*=\s*[^,;.]*|\binte vet\b|\bvet (?:inte|ej)\b"
    r"|\b(?:inte|inga|inget)\b[^.!?]*\brätt eller fel\b"
)

GOOGLE_FIRST = frozenset({"tidstämpel", "timestamp"})


def role_of_header(header: str) -> Role:
    """What a column that is no statement is for, by its header; "ignored" where nothing says so."""
    key = match_key(header)
    role = ROLE_OF_HEADER.get(key) or ROLE_OF_HEADER.get(_TAIL_DIGITS.sub("", key))
    if role:
        return role
    if _COMMENT.match(key):
        return "comment"
    if len(key) <= 80 and _ASKS.fullmatch(key):
        for pattern, asked in _ASKED_FOR:
            if pattern.search(key):
                return asked
    return "ignored"


def other_question(words: str) -> bool:
    """Whether words round a statement ask something else: how important it is, or its opposite.

    >>> other_question("Hur viktigt är detta"), other_question("Hur väl stämmer det")
    (True, False)
    """
    asked = _EXPLAINS.sub(" ", match_key(words))
    return bool(_OTHER_QUESTION.search(asked) or NEGATING & set(re.findall(r"\w+", asked)))
