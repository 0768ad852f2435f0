// SPARQL for the editor: what is a keyword, a variable, a name ... by the same terminals as ctkg.graph.tokens, with the
// names that ctkg prints (id:state/KZ) as one word.
// @ts-check
import { StreamLanguage } from "../vendor/codemirror-language/index.js";

export const KEYWORDS = (
  "ASC ASK BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP HAVING LIMIT MINUS NAMED NOT " +
  "OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT UNDEF UNION VALUES WHERE IN AS"
).split(" ");
export const FUNCTIONS = (
  "ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IF IRI " +
  "isBLANK isIRI isLITERAL isNUMERIC LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND REGEX REPLACE ROUND " +
  "SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS " +
  "STRUUID SUBSTR SUM TIMEZONE TZ UCASE URI UUID YEAR"
).split(" ");

const WORDS = new Map([
  ...KEYWORDS.map((word) => /** @type {[string, string]} */ ([word.toUpperCase(), "keyword"])),
  ...FUNCTIONS.map((word) => /** @type {[string, string]} */ ([word.toUpperCase(), "operatorKeyword"])),
  ["A", "keyword"], ["TRUE", "bool"], ["FALSE", "bool"],
]);
const IRI = /^<[^<>"{}|^`\\\s]*>/;
const OURS = /^(?:id|concept|graph):[\w-]+(?:[/.][\w-]+)+/;
const NAME = /^(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:(?:(?:[\p{L}\p{N}_:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\p{L}\p{N}_:.\-·]|%[0-9A-Fa-f]{2}|\\.)*(?:[\p{L}\p{N}_:\-·]|%[0-9A-Fa-f]{2}|\\.))?)?/u;
const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;

/** @typedef {{ long: string, depth: number }} State  what a line inherits: an open long string, brackets that are open */

export const sparql = StreamLanguage.define({
  name: "sparql",
  startState: () => /** @type {State} */ ({ long: "", depth: 0 }),
  token(stream, state) {
    if (state.long) {
      return rest(stream, state);
    }
    if (stream.eatSpace()) {
      return null;
    }
    if (stream.match("#")) {
      stream.skipToEnd();
      return "comment";
    }
    for (const mark of ['"""', "'''"]) {
      if (stream.match(mark)) {
        state.long = mark;
        return rest(stream, state);
      }
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)*'?/)) {
      return "string";
    }
    if (stream.match(/^@[A-Za-z]+(?:-[A-Za-z0-9]+)*/)) {
      return "meta";
    }
    if (stream.match(/^[?$][\p{L}\p{N}_]+/u)) {
      return "variableName";
    }
    if (stream.match(IRI) || stream.match(OURS) || stream.match(NAME)) {
      return "propertyName";
    }
    if (stream.match(NUMBER)) {
      return "number";
    }
    const word = /** @type {RegExpMatchArray | null} */ (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u));
    if (word) {
      return WORDS.get(word[0].toUpperCase()) || null;
    }
    const sign = stream.next() || "";
    if ("{([".includes(sign)) {
      state.depth += 1;
      return "bracket";
    }
    if ("})]".includes(sign)) {
      state.depth = Math.max(0, state.depth - 1);
      return "bracket";
    }
    return "punctuation";
  },
  indent(state, after, context) {
    return (state.depth - (/^\s*[}\])]/.test(after) ? 1 : 0)) * context.unit;
  },
  languageData: {
    commentTokens: { line: "#" },
    indentOnInput: /^\s*[}\])]$/,
    closeBrackets: { brackets: ["(", "[", "{", '"', "'"] },
  },
});

/** The rest of a long string, or as much of it as stands on this line. */
function rest(stream, state) {
  while (!stream.eol()) {
    if (stream.match(state.long)) {
      state.long = "";
      break;
    }
    if (stream.next() === "\\") {
      stream.next();
    }
  }
  return "string";
}

/**
 * Words of a query, without those in comments and strings: for variables and prefixes in it.
 * @param {string} text
 */
export function plain(text) {
  return text.replace(/"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*/g, (part) =>
    part.startsWith("#") ? "" : part.startsWith("<") ? part : '""');
}
