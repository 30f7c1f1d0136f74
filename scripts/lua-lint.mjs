// What is wrong with a Lua script that Redis would only say at run time, or never.
import { parse } from 'luaparse';

/** What Redis gives to a script (Lua 5.1). Another global is a misspelt local. */
const globals = new Set(
  'redis cjson cmsgpack bit KEYS ARGV math string table tonumber tostring ipairs pairs next type unpack select error pcall'.split(' '),
);

/** Without the line a script is admitted with no memory left once its first command frees some; older Redis refuses the line. */
const header = /^#!lua(?: flags=[a-z,-]+)?$/;

/**
 * Faults of a text as `{ line, text }`, the local variables of its outermost block, and its comments.
 * @param text a whole script, its includes in place.
 */
export function lint(text) {
  let chunk;
  try {
    chunk = parse(text, { luaVersion: '5.1', locations: true, ranges: true, comments: true });
  } catch (error) {
    return { faults: [{ line: error.line ?? 1, text: error.message.replace(/^\[[\d:]+\] /, '') }], comments: [], outermost: [] };
  }
  const names = new Names();
  if (!header.test(text.split('\n', 1)[0]))
    names.fault({ loc: { start: { line: 1 } } }, 'does not begin with #!lua (it adds memory) or #!lua flags=… (such as allow-oom)');
  names.block(chunk.body);
  return { faults: names.faults, comments: chunk.comments, outermost: names.outermost };
}

/** Follows the names through the blocks, by the rules of the language: a local is seen from the statement after it. */
class Names {
  faults = [];
  outermost = [];
  scopes = [];

  fault(node, text) {
    this.faults.push({ line: node.loc.start.line, text });
  }

  /** Statements with a scope of their own. `prepare` declares what the block is given; `finish` runs before it ends. */
  block(statements, prepare = () => undefined, finish = () => undefined) {
    this.scopes.push([]);
    prepare();
    for (const statement of statements) this.visit(statement);
    finish();
    for (const { node, read } of this.scopes.pop()) {
      if (this.scopes.length === 0) this.outermost.push({ line: node.loc.start.line, name: node.name, read });
      else if (!read && !node.name.startsWith('_')) this.fault(node, `${node.name} is never read`);
    }
  }

  declare(node) {
    this.scopes.at(-1).push({ node, read: false });
  }

  find(name) {
    for (const scope of this.scopes.toReversed()) {
      const found = scope.findLast(({ node }) => node.name === name);
      if (found) return found;
    }
    return undefined;
  }

  read(node) {
    const found = this.find(node.name);
    if (found) found.read = true;
    else if (!globals.has(node.name)) this.fault(node, `${node.name} is not defined`);
  }

  assign(target) {
    if (target.type !== 'Identifier') this.visit(target);
    else if (!this.find(target.name)) this.fault(target, `${target.name} would be a global, which Redis refuses`);
  }

  visitAll(nodes) {
    for (const node of nodes) this.visit(node);
  }

  visit(node) {
    if (!node) return;
    const special = visitors[node.type];
    if (special) special(this, node);
    else for (const child of childrenOf(node)) this.visit(child);
  }
}

function childrenOf(node) {
  return Object.values(node)
    .flat()
    .filter((child) => typeof child === 'object' && child !== null && typeof child.type === 'string');
}

/** The nodes that declare or name something; all others are their children. */
const visitors = {
  Identifier: (names, node) => names.read(node),
  MemberExpression: (names, node) => names.visit(node.base),
  TableKeyString: (names, node) => names.visit(node.value),
  LocalStatement(names, node) {
    names.visitAll(node.init);
    for (const variable of node.variables) names.declare(variable);
  },
  AssignmentStatement(names, node) {
    names.visitAll(node.init);
    for (const target of node.variables) names.assign(target);
  },
  FunctionDeclaration(names, node) {
    if (node.identifier && node.isLocal) names.declare(node.identifier);
    else if (node.identifier) names.assign(node.identifier);
    const parameters = node.parameters.filter(({ type }) => type === 'Identifier');
    names.block(node.body, () => {
      for (const parameter of parameters) names.declare(parameter);
    });
  },
  ForNumericStatement(names, node) {
    names.visitAll([node.start, node.end, node.step]);
    names.block(node.body, () => names.declare(node.variable));
  },
  ForGenericStatement(names, node) {
    names.visitAll(node.iterators);
    names.block(node.body, () => {
      for (const variable of node.variables) names.declare(variable);
    });
  },
  WhileStatement(names, node) {
    names.visit(node.condition);
    names.block(node.body);
  },
  // the condition still sees the block's own variables
  RepeatStatement: (names, node) =>
    names.block(
      node.body,
      () => undefined,
      () => names.visit(node.condition),
    ),
  DoStatement: (names, node) => names.block(node.body),
  IfClause: clause,
  ElseifClause: clause,
  ElseClause: (names, node) => names.block(node.body),
};

function clause(names, node) {
  names.visit(node.condition);
  names.block(node.body);
}
