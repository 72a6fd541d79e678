/** Reads the texts of the site from its source, for the test that old words do not come back. */
import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const SOURCE = new URL('../src/', import.meta.url)
const NOT_COPY = /\.test\.tsx?$|^testing\/|^lib\/(covers|api\/types)\//
const NOT_SHOWN = /^(className|to|type|autoComplete|id|htmlFor|href|d|viewBox|name|role|rel|key)$/

/** List the texts of every file with their places: texts between tags, strings and template strings. */
export function readCopy() {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !NOT_COPY.test(file))
    .flatMap((file) => readTexts(file, readFileSync(new URL(file, SOURCE), 'utf8')))
}

/**
 * @param {string} file
 * @param {string} content
 */
export function readTexts(file, content) {
  const source = ts.createSourceFile(
    file,
    content,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  /** @type {{ place: string, text: string }[]} */
  const texts = []
  /** @param {ts.Node} node */
  const collect = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isJsxAttribute(node) && NOT_SHOWN.test(node.name.getText())) return
    if (isText(node)) {
      const text = node.text.replace(/\s+/g, ' ').trim()
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      if (/\p{L}/u.test(text)) texts.push({ place: `${file}:${line + 1}`, text })
    }
    ts.forEachChild(node, collect)
  }
  collect(source)
  return texts
}

/**
 * @param {ts.Node} node
 * @returns {node is ts.Node & { text: string }}
 */
const isText = (node) =>
  ts.isJsxText(node) ||
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node)
