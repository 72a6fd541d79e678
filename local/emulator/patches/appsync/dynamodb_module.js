
// Replaces the emulator's functions of the same names; `makeGlobals` is its own.
function _ddbExpression(filter) {
  return makeExpression("f")(filter);
}

const COMPARISONS = { eq: "=", ne: "<>", lt: "<", le: "<=", gt: ">", ge: ">=" };

// Returns a builder whose placeholders differ from those of every other prefix: DynamoDB sees them all together.
function makeExpression(prefix) {
  const { util } = makeGlobals({ appended: [], extensions: [] });
  const names = {};
  const values = {};
  let used = 0;
  const nameOf = (path) =>
    path
      .split(".")
      .map((part) => {
        const known = Object.keys(names).find((key) => names[key] === part);
        const key = known ?? `#${prefix}${used++}`;
        names[key] = part;
        return key;
      })
      .join(".");
  const valueOf = (value) => {
    const key = `:${prefix}${used++}`;
    values[key] = util.dynamodb.toDynamoDB(value);
    return key;
  };
  const present = (entries) => Object.entries(entries).filter(([, value]) => value !== undefined && value !== null);
  const compare = (name, operator, operand) => {
    if (COMPARISONS[operator]) return `${name} ${COMPARISONS[operator]} ${valueOf(operand)}`;
    if (operator === "contains") return `contains(${name}, ${valueOf(operand)})`;
    if (operator === "notContains") return `(NOT contains(${name}, ${valueOf(operand)}))`;
    if (operator === "beginsWith") return `begins_with(${name}, ${valueOf(operand)})`;
    if (operator === "between") return `${name} BETWEEN ${valueOf(operand[0])} AND ${valueOf(operand[1])}`;
    if (operator === "in") return `${name} IN (${operand.map(valueOf).join(", ")})`;
    if (operator === "attributeExists") return `${operand ? "attribute_exists" : "attribute_not_exists"}(${name})`;
    if (operator === "attributeType") return `attribute_type(${name}, ${valueOf(operand)})`;
    if (operator === "size") return present(operand).map(([inner, value]) => compare(`size(${name})`, inner, value)).join(" AND ");
    throw new Error(`Unsupported operator '${operator}'.`);
  };
  // DynamoDB refuses redundant parentheses: only what is joined gets them.
  const group = (terms, word) => (terms.length > 1 ? `(${terms.join(` ${word} `)})` : terms[0]);
  const terms = (condition) =>
    present(condition ?? {}).flatMap(([key, value]) => {
      if (key === "and" || key === "or") {
        const parts = (Array.isArray(value) ? value : [value]).map((part) => group(terms(part), "AND")).filter(Boolean);
        return parts.length ? [group(parts, key.toUpperCase())] : [];
      }
      if (key === "not") return [`(NOT ${group(terms(value), "AND")})`];
      const name = nameOf(key);
      return present(value).map(([operator, operand]) => compare(name, operator, operand));
    });
  const build = (condition) => ({ expression: terms(condition).join(" AND "), expressionNames: names, expressionValues: values });
  return Object.assign(build, { names, values, nameOf, valueOf });
}

const CLAUSES = {
  replace: (name, value) => ["SET", `${name} = ${value}`],
  increment: (name, value) => ["SET", `${name} = ${name} + ${value}`],
  decrement: (name, value) => ["SET", `${name} = ${name} - ${value}`],
  append: (name, value) => ["SET", `${name} = list_append(${name}, ${value})`],
  prepend: (name, value) => ["SET", `${name} = list_append(${value}, ${name})`],
  updateListItem: (name, value, index) => ["SET", `${name}[${index}] = ${value}`],
  add: (name, value) => ["ADD", `${name} ${value}`],
  remove: (name) => ["REMOVE", name],
};

function makeUpdate(changes) {
  const { names, values, nameOf, valueOf } = makeExpression("u");
  const clauses = {};
  for (const [path, change] of Object.entries(changes)) {
    const step = change && change.__op ? change : { __op: "replace", value: change };
    const value = step.__op === "remove" ? undefined : valueOf(step.value);
    const [clause, text] = CLAUSES[step.__op](nameOf(path), value, step.index);
    (clauses[clause] ??= []).push(text);
  }
  const expression = Object.entries(clauses).map(([clause, texts]) => `${clause} ${texts.join(", ")}`).join(" ");
  return { expression, expressionNames: names, expressionValues: values };
}

function makeDdbHelpers() {
  const { util } = makeGlobals({ appended: [], extensions: [] });
  const typed = util.dynamodb.toMapValues;
  const present = (entries) =>
    Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined && value !== null));
  const expression = (prefix, condition) => (condition ? makeExpression(prefix)(condition) : undefined);
  const conditioned = (condition) => {
    if (!condition) return undefined;
    const { equalsIgnore, consistentRead, returnValuesOnConditionCheckFailure, ...tests } = condition;
    return present({ ...expression("c", tests), equalsIgnore, consistentRead, returnValuesOnConditionCheckFailure });
  };
  const projected = (paths) => {
    if (!paths) return undefined;
    const { names, nameOf } = makeExpression("p");
    return { expression: paths.map(nameOf).join(", "), expressionNames: names };
  };
  const eachTable = (tables, convert) =>
    Object.fromEntries(Object.entries(tables).map(([table, part]) => [table, convert(part)]));
  const change = { putItem: "PutItem", updateItem: "UpdateItem", deleteItem: "DeleteItem", conditionCheck: "ConditionCheck" };
  return {
    get: ({ key, projection, ...rest }) =>
      present({ operation: "GetItem", key: typed(key), projection: projected(projection), ...rest }),
    put: ({ key, item, condition, ...rest }) =>
      present({ operation: "PutItem", key: typed(key), attributeValues: typed(item), condition: conditioned(condition), ...rest }),
    update: ({ key, update, condition, ...rest }) =>
      present({ operation: "UpdateItem", key: typed(key), update: makeUpdate(update), condition: conditioned(condition), ...rest }),
    remove: ({ key, condition, ...rest }) =>
      present({ operation: "DeleteItem", key: typed(key), condition: conditioned(condition), ...rest }),
    query: ({ query, filter, projection, ...rest }) =>
      present({ operation: "Query", query: expression("q", query), filter: expression("f", filter), projection: projected(projection), ...rest }),
    scan: ({ filter, projection, ...rest } = {}) =>
      present({ operation: "Scan", filter: expression("f", filter), projection: projected(projection), ...rest }),
    sync: (rest = {}) => ({ operation: "Sync", ...rest }),
    batchGet: ({ tables }) => ({
      operation: "BatchGetItem",
      tables: eachTable(tables, ({ keys, projection, ...rest }) =>
        present({ keys: keys.map(typed), projection: projected(projection), ...rest })),
    }),
    batchPut: ({ tables }) => ({ operation: "BatchPutItem", tables: eachTable(tables, (items) => items.map(typed)) }),
    batchDelete: ({ tables }) => ({ operation: "BatchDeleteItem", tables: eachTable(tables, (keys) => keys.map(typed)) }),
    transactGet: ({ items }) => ({
      operation: "TransactGetItems",
      transactItems: items.map(({ table, key, projection }) => present({ table, key: typed(key), projection: projected(projection) })),
    }),
    transactWrite: ({ items }) => ({
      operation: "TransactWriteItems",
      transactItems: items.flatMap((part) => Object.entries(part).map(([kind, { table, key, item, update, condition }]) =>
        present({
          table,
          operation: change[kind],
          key: typed(key),
          attributeValues: item && typed(item),
          update: update && makeUpdate(update),
          condition: conditioned(condition),
        }))),
    }),
    operations: {
      add: (value) => ({ __op: "add", value }),
      append: (value) => ({ __op: "append", value }),
      prepend: (value) => ({ __op: "prepend", value }),
      increment: (value = 1) => ({ __op: "increment", value }),
      decrement: (value = 1) => ({ __op: "decrement", value }),
      replace: (value) => ({ __op: "replace", value }),
      updateListItem: (value, index) => ({ __op: "updateListItem", value, index }),
      remove: () => ({ __op: "remove" }),
    },
  };
}
