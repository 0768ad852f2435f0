// The editor of queries: CodeMirror in a shadow tree, so that its style sheets are adopted and the page's policy for
// styles stays as strict as everywhere. The textarea of the form keeps the text: it is what is sent.
// @ts-check
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "../vendor/codemirror-autocomplete/index.js";
import { defaultKeymap, history, historyKeymap } from "../vendor/codemirror-commands/index.js";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "../vendor/codemirror-language/index.js";
import { EditorState, Prec, StateEffect, StateField } from "../vendor/codemirror-state/index.js";
import { Decoration, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "../vendor/codemirror-view/index.js";
import { tags } from "../vendor/lezer-highlight/index.js";
import { complete } from "./completion.js";
import { sparql } from "./sparql.js";

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--card)", fontSize: ".92rem", borderRadius: ".4rem", border: "1px solid var(--line)", maxHeight: "60vh" },
  "&.cm-focused": { outline: ".18rem solid var(--accent)", outlineOffset: ".1rem" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", lineHeight: "1.55", minHeight: "9rem", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--chip) 45%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", color: "var(--mark-ink)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: ".4rem", maxWidth: "min(34rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionInfo": { padding: ".4rem .7rem", maxWidth: "20rem" },
  ".cm-completionInfo p": { margin: "0 0 .2rem" },
  ".told-name": { fontWeight: "600" },
  ".told-of": { color: "var(--soft)", fontSize: ".86em" },
  ".cm-fault": { textDecoration: "underline wavy var(--low)", textUnderlineOffset: ".2em" },
  ".cm-faultLine": { backgroundColor: "var(--warn)" },
});
const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--link)", fontWeight: "600" },
  { tag: tags.variableName, color: "color-mix(in srgb, var(--medium) 70%, var(--ink))" },
  { tag: tags.propertyName, color: "color-mix(in srgb, var(--high) 70%, var(--ink))" },
  { tag: [tags.string, tags.number, tags.bool, tags.meta], color: "color-mix(in srgb, var(--low) 70%, var(--ink))" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

/** Marks a fault: a line and a column, from 1; or takes the mark off. */
const setFault = StateEffect.define();
const faults = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    let now = change.docChanged ? Decoration.none : marks;
    for (const effect of change.effects) {
      if (effect.is(setFault)) {
        now = effect.value ? marked(change.state, effect.value) : Decoration.none;
      }
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** @param {any} state @param {{ line: number, column: number }} where */
function marked(state, where) {
  const line = state.doc.line(Math.min(Math.max(where.line, 1), state.doc.lines));
  const at = offset(line.text, where.column) + line.from;
  const word = /^(?:[\p{L}\p{N}_:?$-]+|\S)/u.exec(state.sliceDoc(at, line.to));
  const made = [Decoration.line({ class: "cm-faultLine" }).range(line.from)];
  if (word) {
    made.push(Decoration.mark({ class: "cm-fault" }).range(at, at + word[0].length));
  }
  return Decoration.set(made);
}

/** Columns count code points, offsets of a browser do not. @param {string} text @param {number} column */
function offset(text, column) {
  return [...text].slice(0, Math.max(column - 1, 0)).join("").length;
}

/**
 * Typing over a selection, done by the editor: a browser that does it itself puts style attributes into the text, which
 * the page's policy forbids.
 */
const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const range = view.state.selection.main;
    const text = event.data;
    if (event.inputType !== "insertText" || !text || range.empty || view.composing) {
      return false;
    }
    event.preventDefault();
    const made = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, range.from, range.to, text, made))) {
      view.dispatch(made());
    }
    return true;
  },
});

/**
 * Puts the editor in the place of a textarea.
 * @param {HTMLTextAreaElement} field
 * @param {{ run: () => void, changed: () => void }} on
 */
export function edit(field, on) {
  const host = document.createElement("div");
  host.className = "editor";
  field.after(host);
  const root = host.attachShadow({ mode: "open" });
  const label = field.labels?.[0];
  const name = label?.textContent?.trim() || "Query";
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => { on.run(); return true; } }])),
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), highlightActiveLineGutter(), EditorView.lineWrapping, indentUnit.of("  "),
        sparql, syntaxHighlighting(COLOURS), LOOK, faults, typingOver,
        autocompletion({ override: [complete], maxRenderedOptions: 60, icons: false }),
        // Tab is no key of the editor: it leads on to what comes next, as in every other field.
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({
          "aria-label": name,
          "aria-description": field.dataset.hint || "",
          spellcheck: "false", autocapitalize: "off", autocorrect: "off",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            field.value = view.state.doc.toString();
            on.changed();
          }
        }),
      ],
    }),
  });
  label?.addEventListener("click", () => view.focus());
  field.hidden = true;
  field.form?.addEventListener("reset", () => setTimeout(() => api.set(field.defaultValue)));
  const api = {
    /** @returns {string} */
    get: () => view.state.doc.toString(),
    /** @param {string} text */
    set(text) {
      if (text !== view.state.doc.toString()) {
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      }
    },
    focus: () => view.focus(),
    /** Shows where a query is wrong, and goes there when `go` is set. @param {{ line: number, column: number } | null} where */
    fault(where, go = false) {
      const lines = view.state.doc.lines;
      const known = where && where.line <= lines ? where : null;
      view.dispatch({ effects: setFault.of(known) });
      if (known && go) {
        const line = view.state.doc.line(known.line);
        const at = Math.min(line.from + offset(line.text, known.column), line.to);
        view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
        view.focus();
      }
    },
  };
  return api;
}
