/** Finds modules of a folder that import each other in a circle; an import of a type or a lazy one counts too. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'

const ENDINGS = ['', '.ts', '.tsx', '/index.ts']

/**
 * List every circle of imports once, as the paths that lead back to the first of them.
 * @param {string} src the folder that `@/` stands for
 * @returns {string[][]}
 */
export function findCircles(src) {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(src, file))
  const imports = new Map(files.map((file) => [file, readImports(file, src)]))
  /** @type {string[][]} */
  const circles = []
  const finished = new Set()
  /** @param {string} file @param {string[]} path */
  const follow = (file, path) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file])
    else if (!finished.has(file)) {
      for (const imported of imports.get(file) ?? []) follow(imported, [...path, file])
      finished.add(file)
    }
  }
  for (const file of files) follow(file, [])
  return circles
}

/** @param {string} file @param {string} src */
function readImports(file, src) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'))
  return importedFiles.flatMap(({ fileName }) => {
    const base = fileName.startsWith('@/') ? join(src, fileName.slice(2)) : resolve(dirname(file), fileName)
    if (!/^(@\/|\.)/.test(fileName)) return []
    return ENDINGS.map((ending) => base + ending).filter((path) => /\.tsx?$/.test(path) && existsSync(path))
  })
}
