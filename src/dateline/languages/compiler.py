"""From a language's YAML to what recognition runs on: token codes, and stages of rules over them.

Recognition is a cascade of finite-state stages (Abney, "Partial Parsing via Finite-State Cascades", 1996): each stage
replaces what its rules find by one item of a new category, which the next stage builds on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from dateline.errors import LanguageError, Place
from dateline.languages import patterns, tokens, vocabulary
from dateline.languages.compounds import part_expression
from dateline.languages.patterns import Node, literal
from dateline.languages.source import load_source, place_of_rule
from dateline.model import Style

CACHED_TOKENS = 50_000
FIRST_CODE = "\ue000"
"""Codes of what is known count up from here, above those of what is not."""
UNKNOWN, UNKNOWN_PLURAL, FUNCTION_WORD, UNKNOWN_NAME, UNKNOWN_MARK, BREAK = "x", "z", "y", "X", "·", "¶"
NEVER = "(?!)"
EXPRESSIONS = ("future", "maybe", "past", "over_before", "ahead_before", "present", "infinitive", "flashback",
               "compared", "imagined", "attribution", "finite", "participles", "colloquial", "deictic",
               "ancient")  # fmt: skip
"""The discourse keys that are joined into one expression, where a list without any would match everywhere."""


ANY = "*"
Opening = tuple[str, str]
"""The codes that a rule can begin with, and those that can come next; ``ANY`` where it can be one token long."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What is known of a token: its code, and its value in each of its categories."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A rule of the grammar, compiled. ``submentions`` are parts that are mentions of their own."""

    id: str
    expression: str
    groups: patterns.Groups
    category: str
    code: str
    means: vocabulary.Meaning
    submentions: Mapping[str, vocabulary.Meaning]
    styles: frozenset[Style]
    openings: tuple[Opening, ...]

    @cached_property
    def match(self) -> re.Pattern[str]:
        """The rule's expression over codes, compiled when first needed: a short text needs few of the rules."""
        return re.compile(self.expression)


class ByOpening(dict[str, tuple[Rule, ...]]):
    """The rules of a stage that can match where two codes stand, in the order of the file; gathered when asked for."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        super().__init__()
        self.by_first: dict[str, dict[str, tuple[Rule, str]]] = {}
        for rule in rules:
            for firsts, seconds in rule.openings:
                for code in firsts:
                    following = self.by_first.setdefault(code, {})
                    following[rule.id] = rule, following.get(rule.id, (rule, ""))[1] + seconds

    def __missing__(self, codes: str) -> tuple[Rule, ...]:
        following = self.by_first[codes[0]].values()
        found = self[codes] = tuple(rule for rule, seconds in following if codes[1] in seconds or ANY in seconds)
        return found


@dataclass(frozen=True, slots=True)
class Stage:
    """The rules of one stage, and the codes that any of them can begin with."""

    starts: re.Pattern[str]
    by_opening: Mapping[str, tuple[Rule, ...]]


@dataclass(frozen=True, slots=True)
class Language:
    """A language, ready for use."""

    name: str
    token: re.Pattern[str]
    rules_by_stage: tuple[tuple[Rule, ...], ...]
    types: Mapping[str, str]
    abbreviations: frozenset[str]
    unknown: re.Pattern[str]
    trigger: re.Pattern[str]
    lexicon: Lexicon
    discourse: Mapping[str, Any]
    events: Mapping[str, Any]
    """How happenings are told, as it stands in YAML; empty where the language has no such file."""
    names: Mapping[str, Any]
    """What tells names, likewise."""
    telling: Mapping[str, Any]
    """How a tree becomes a headline, likewise."""
    rules: Mapping[str, Mapping[str, Any]]
    """The grammar's records as they stand in YAML, by id, with the stage of each."""
    _stages: dict[Style, tuple[Stage, ...]] = field(default_factory=dict)

    def stages(self, style: Style) -> tuple[Stage, ...]:
        """Return the stages of the cascade for texts of a style, with the rules that are for it."""
        if style not in self._stages:
            for_it = ([rule for rule in rules if style in rule.styles] for rules in self.rules_by_stage)
            self._stages[style] = tuple(_compile_stage(rules) for rules in for_it if rules)
        return self._stages[style]


class Table(dict[str, Lexeme]):
    """Tokens already looked up; emptied when full, so that memory stays bounded on any input."""

    def __init__(self, look_up: Callable[[str], Lexeme]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, token: str) -> Lexeme:
        if len(self) >= CACHED_TOKENS:
            self.clear()
        lexeme = self[token] = self._look_up(token)
        return lexeme


_WORD, _PLURAL, _NAME = Lexeme(UNKNOWN), Lexeme(UNKNOWN_PLURAL), Lexeme(UNKNOWN_NAME)
_FUNCTION = Lexeme(FUNCTION_WORD)


class Lexicon:
    """Tokens to lexemes: listed words, numbers and shapes; whatever else is unknown."""

    def __init__(self, data: Mapping[str, Any], literals: Iterable[str]) -> None:
        self._categories: dict[str, dict[str, Any]] = {}
        for category, record in data["categories"].items():
            read = vocabulary.READERS[record["kind"]]
            for word, raw in _listed_words(record):
                self._categories.setdefault(word, {})[category] = read(raw)
        for word in literals:
            self._categories.setdefault(word, {})
        for word in list(self._categories):
            self._categories[word] = {**self._categories.get(word.lower(), {}), **self._categories[word]}
        self._shapes = {name: re.compile(shape) for name, shape in data.get("shapes", {}).items()}
        self._suffixes = tuple(data.get("ordinal_suffixes", ()))
        self._plural = tuple(data.get("plural_endings", ()))
        self._function_words = frozenset(data.get("function_words", ()))
        self._marks = tokens.NumberMarks(**data.get("number_marks", {}))
        self.codes: dict[frozenset[str], str] = {}
        self._codes_by_category: dict[str, str] = {}
        self._known: dict[str, Lexeme] = {}
        self.table = Table(self.look_up)
        self._learn_all(literals)

    def _learn_all(self, literals: Iterable[str]) -> None:
        words = frozenset(literals)
        for word, values in self._categories.items():
            own = {**values, literal(word): word} if word.lower() in words else values
            self._known[word] = Lexeme(self.code(frozenset(own)), own)
        for signature in tokens.every_number_signature():
            self.code(signature)
        for value in (1, 99):
            self.code(tokens.ordinal_categories(value))
        for name in self._shapes:
            self.code(frozenset({name}))

    def code(self, categories: frozenset[str]) -> str:
        """Return the character for a set of categories, a new one for a new set."""
        if not categories:
            return UNKNOWN
        code = self.codes.get(categories)
        if code is None:
            code = self.codes[categories] = chr(ord(FIRST_CODE) + len(self.codes))
            for category in categories:
                self._codes_by_category[category] = self._codes_by_category.get(category, "") + code
        return code

    def codes_of(self, category: str) -> str:
        """Return the characters of all sets that hold a category; raises ``LanguageError`` if there is none."""
        try:
            return self._codes_by_category[category]
        except KeyError:
            raise LanguageError(f'no word and no rule is of category "{category}"') from None

    def look_up(self, token: str) -> Lexeme:
        """Return what is known of a token. A word listed with a capital is found with a capital only."""
        if token.islower() and token.isalpha():  # most words: there is but one form to look for
            return self._known.get(token) or self._unknown(token)
        found = self._known.get(token) or self._listed(token)
        if found is not None:
            return found
        if token[0].isspace():
            return Lexeme(BREAK)
        shaped = None if token.isalpha() else self._shaped(token)
        if shaped is not None:
            return shaped
        if not token[0].isalpha():
            return self._figures(token)
        if len(token.split()) > 1:
            return _NAME
        return _NAME if token[0].isupper() else self._unknown(token)

    def _unknown(self, token: str) -> Lexeme:
        if token in self._function_words:
            return _FUNCTION
        return _PLURAL if token.endswith(self._plural) else _WORD

    def _listed(self, token: str) -> Lexeme | None:
        plain = token.replace("’", "'")
        bare = plain.rstrip(".") if plain.count(".") == 1 else plain
        capitalised = (bare.capitalize(),) if bare[:1].isupper() else ()
        for form in (plain, bare, *capitalised, plain.lower(), bare.lower()):
            found = self._known.get(form)
            if found is not None:
                return found
        return None

    def _shaped(self, token: str) -> Lexeme | None:
        for name, shape in self._shapes.items():
            if shape.fullmatch(token):
                return Lexeme(self.code(frozenset({name})), {name: token})
        return None

    def _figures(self, token: str) -> Lexeme:
        if len(token.split()) > 1:
            return Lexeme(UNKNOWN_NAME)
        for suffix in self._suffixes:
            if token.endswith(suffix) and token[: -len(suffix)].isdecimal() and len(token) <= tokens.LONGEST_NUMBER:
                value = int(token[: -len(suffix)])
                categories = tokens.ordinal_categories(value)
                return Lexeme(self.code(categories), dict.fromkeys(categories, value))
        if not token[0].isdecimal() or len(token) > tokens.LONGEST_NUMBER:
            return Lexeme(UNKNOWN_MARK)
        categories = tokens.number_categories(token)
        return Lexeme(self.code(categories), dict.fromkeys(categories, self._marks.value(token)))


def _listed_words(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the words of a category, each with all of its ``endings``, and what each stands for."""
    for word, raw in record["words"].items():
        yield from ((f"{word}{ending}", raw) for ending in record.get("endings", ("",)))


@lru_cache(maxsize=8)
def load_language(name: str) -> Language:
    """Load and compile a language by its code, as "en".

    Raises ``LanguageError`` where there is no such language, or its data does not follow the form.
    """
    data = load_source(name)
    try:
        return _compile(name, data)
    except LanguageError as error:
        if error.place is not None:
            error.place = place_of_rule(name, error.place.path)
        raise


def _compile(name: str, data: Mapping[str, Any]) -> Language:
    lexicon_data, grammar, discourse = data["lexicon"], data["grammar"], data["discourse"]
    records = [(stage["stage"], record) for stage in grammar["stages"] for record in stage["rules"]]
    nodes = {record["id"]: _parsed(record) for _, record in records}
    literals = set(_literals(nodes.values()))
    for _, record in records:
        literals |= {word for key in _CONTEXTS for word in _context_words(record, key)}
    lexicon = Lexicon(lexicon_data, sorted(literals))
    for _, record in records:
        lexicon.code(frozenset({record["is"]}))
    rules_by_stage = tuple(
        tuple(_compile_rule(record, nodes[record["id"]], lexicon) for record in stage["rules"])
        for stage in grammar["stages"]
    )
    triggers = "".join(lexicon.codes_of(category) for category in grammar["triggers"])
    return Language(
        name=name,
        token=_tokenizer(lexicon_data),
        rules_by_stage=rules_by_stage,
        types=grammar["mentions"],
        abbreviations=frozenset(f"{word}." for word in lexicon_data.get("abbreviations", ())),
        unknown=re.compile(f"[^{FIRST_CODE}-\U0010ffff]"),
        trigger=re.compile(f"[{re.escape(triggers)}]"),
        lexicon=lexicon,
        discourse={**discourse, **{key: discourse[key] or [NEVER] for key in EXPRESSIONS}},
        events=data.get("events", {}),
        names=data.get("names", {}),
        telling=data.get("telling", {}),
        rules={record["id"]: {**record, "stage": stage} for stage, record in records},
    )


def _tokenizer(lexicon_data: Mapping[str, Any]) -> re.Pattern[str]:
    records: Mapping[str, Mapping[str, Any]] = lexicon_data["categories"]
    words = {category: [word for word, _ in _listed_words(record)] for category, record in records.items()}
    return tokens.tokenizer(
        lexicon_data.get("shapes", {}),
        lexicon_data.get("ordinal_suffixes", ()),
        abbreviations=lexicon_data.get("abbreviations", ()),
        names=lexicon_data.get("names", ()),
        compound_part=part_expression(lexicon_data.get("compounds", ()), words.__getitem__),
        marks=tokens.NumberMarks(**lexicon_data.get("number_marks", {})),
    )


_CONTEXTS = {"after": "(?<=[{}])", "not_after": "(?<![{}])", "before": "(?=[{}])", "not_before": "(?![{}])"}


def _context_words(record: Mapping[str, Any], key: str) -> Iterator[str]:
    return (word for word in record.get(key, ()) if not word.startswith("<"))


def _parsed(record: Mapping[str, Any]) -> Node:
    try:
        return patterns.parse(record["pattern"])
    except LanguageError as error:
        raise error.at(Place(record["id"])) from None


def _literals(nodes: Iterable[Node]) -> Iterator[str]:
    return (atom.category[1:-1] for node in nodes for atom in patterns.atoms(node) if not atom.name)


def _context(record: Mapping[str, Any], key: str, lexicon: Lexicon) -> str:
    listed = record.get(key)
    if not listed:
        return ""
    codes = "".join(_context_codes(item, lexicon) for item in listed)
    return _CONTEXTS[key].format(re.escape(codes))


def _context_codes(item: str, lexicon: Lexicon) -> str:
    content = UNKNOWN + UNKNOWN_PLURAL
    special = {"<word>": content + FUNCTION_WORD, "<content>": content, "<plural>": UNKNOWN_PLURAL,
               "<name>": UNKNOWN_NAME, "<mark>": UNKNOWN_MARK, "<break>": BREAK}  # fmt: skip
    if item in special:
        return special[item]
    return lexicon.codes_of(item[1:-1] if item.startswith("<") else literal(item))


def _compile_rule(record: Mapping[str, Any], node: Node, lexicon: Lexicon) -> Rule:
    try:
        body, groups = patterns.compile_pattern(node, lexicon.codes_of)
        look_behind = _context(record, "after", lexicon) + _context(record, "not_after", lexicon)
        look_ahead = _context(record, "before", lexicon) + _context(record, "not_before", lexicon)
        names = frozenset(name for name, _ in groups.values())
        return Rule(
            id=record["id"],
            expression=look_behind + body + look_ahead,
            groups=groups,
            category=record["is"],
            code=lexicon.code(frozenset({record["is"]})),
            means=vocabulary.compile_meaning(record["means"], names),
            submentions={k: vocabulary.compile_meaning(v, names) for k, v in record.get("submentions", {}).items()},
            styles=frozenset(map(Style, record.get("styles", Style))),
            openings=_openings(node, lexicon),
        )
    except LanguageError as error:
        raise error.at(Place(record["id"])) from None


def _compile_stage(rules: Iterable[Rule]) -> Stage:
    by_opening = ByOpening(rules)
    return Stage(re.compile(f"[{re.escape(''.join(sorted(by_opening.by_first)))}]"), by_opening)


def _openings(node: Node, lexicon: Lexicon) -> tuple[Opening, ...]:
    codes = [[lexicon.codes_of(category) for category in opening] for opening in patterns.openings(node) if opening]
    return tuple((first, rest[0] if rest else ANY) for first, *rest in codes)
