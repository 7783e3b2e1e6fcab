//! Templates held against the names they may use, before any letter is made: all faults at once, each with its place.

use super::shape::{FILTERS, Name, Shape, TESTS};
use crate::finding::catalogue::letters as kinds;
use crate::finding::{Finding, Findings, Place, did_you_mean};
use minijinja::machinery::ast::{CallArg, Expr, Filter, ForLoop, Include, Spanned, Stmt};
use minijinja::machinery::{Span, parse};
use minijinja::syntax::SyntaxConfig;

/// What is known of a value: its shape, or nothing.
type Known = Option<&'static Shape>;

/// What a template may use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowed<'t> {
    /// The names that its letters are given, in several lists.
    pub(super) names: [&'static [Name]; 2],
    /// The templates that it may take in.
    pub(super) templates: &'t [&'t str],
}

impl Allowed<'_> {
    fn names(self) -> impl Iterator<Item = &'static Name> {
        self.names.into_iter().flatten()
    }
}

/// Checks one template. `file` is its name in findings.
///
/// A template that another one includes is checked by itself: it may use what a letter is given, and nothing that stands around the
/// place where it is included.
pub(super) fn check(file: &str, source: &str, allowed: Allowed<'_>, findings: &mut Findings) {
    match parse(source, file, SyntaxConfig::default()) {
        Ok(tree) => {
            let mut checker = Checker { file, allowed, findings, scopes: vec![Vec::new()] };
            checker.statement(&tree);
        }
        Err(error) => {
            let mut place = Place::file(file);
            place.line = error.line().and_then(|l| u32::try_from(l).ok());
            place.character = error.range().map(|r| character(source, r.start));
            let value = error.range().and_then(|r| source.get(r)).map(str::trim).unwrap_or_default();
            let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
            let mut finding = Finding::new(&kinds::TEMPLATE_SYNTAX, place).arg("what", what);
            if !value.is_empty() {
                finding = finding.value(value);
            }
            findings.push(finding);
        }
    }
}

/// The 1-based character of an offset in its line.
fn character(source: &str, offset: usize) -> u32 {
    let before = source.get(..offset).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().count() as u32 + 1
}

struct Checker<'t, 'f> {
    file: &'t str,
    allowed: Allowed<'t>,
    findings: &'f mut Findings,
    // Names that the template itself makes, innermost last.
    scopes: Vec<Vec<(String, Known)>>,
}

impl<'t> Checker<'t, '_> {
    fn place(&self, span: Span) -> Place {
        Place::file(self.file).line(u32::from(span.start_line)).character(u32::from(span.start_col) + 1)
    }

    fn forbid(&mut self, span: Span, what: &str) {
        let finding = Finding::new(&kinds::TEMPLATE_NOT_ALLOWED, self.place(span)).value(what);
        self.findings.push(finding.arg("what", what));
    }

    fn unknown(&mut self, span: Span, value: &str, names: &[&str]) {
        let hint = did_you_mean(value, names.iter().copied());
        let listed = if names.is_empty() { "-".to_owned() } else { names.join(", ") };
        let finding = Finding::new(&kinds::TEMPLATE_NAME, self.place(span)).value(value);
        self.findings.push(finding.arg("name", value).arg("names", listed).hint(hint));
    }

    fn define(&mut self, target: &Expr<'t>, known: Known) {
        match target {
            Expr::Var(var) => {
                if let Some(scope) = self.scopes.last_mut() {
                    scope.push((var.id.to_owned(), known));
                }
            }
            Expr::List(list) => list.items.iter().for_each(|item| self.define(item, None)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.define(item, None)),
            _ => {}
        }
    }

    fn statements(&mut self, all: &[Stmt<'t>]) {
        all.iter().for_each(|s| self.statement(s));
    }

    fn scoped(&mut self, all: &[Stmt<'t>]) {
        self.scopes.push(Vec::new());
        self.statements(all);
        self.scopes.pop();
    }

    fn statement(&mut self, statement: &Stmt<'t>) {
        match statement {
            Stmt::Template(t) => self.statements(&t.children),
            Stmt::EmitExpr(e) => self.look(&e.expr),
            Stmt::EmitRaw(_) => {}
            Stmt::ForLoop(l) => self.for_loop(l),
            Stmt::IfCond(c) => {
                self.expression(&c.expr);
                self.statements(&c.true_body);
                self.statements(&c.false_body);
            }
            Stmt::WithBlock(w) => {
                self.scopes.push(Vec::new());
                for (target, value) in &w.assignments {
                    let known = self.expression(value);
                    self.define(target, known);
                }
                self.statements(&w.body);
                self.scopes.pop();
            }
            Stmt::Set(s) => {
                let known = self.expression(&s.expr);
                self.define(&s.target, known);
            }
            Stmt::SetBlock(s) => {
                s.filter.iter().for_each(|f| self.look(f));
                self.scoped(&s.body);
                self.define(&s.target, Some(&Shape::Text));
            }
            Stmt::FilterBlock(f) => {
                self.expression(&f.filter);
                self.scoped(&f.body);
            }
            Stmt::Include(i) => self.include(i),
            // What a family is sent must not depend on marks in names being taken for markup.
            Stmt::AutoEscape(a) => {
                self.forbid(a.span(), "autoescape");
                self.scoped(&a.body);
            }
            Stmt::Block(b) => {
                self.forbid(b.span(), "block");
                self.scoped(&b.body);
            }
            Stmt::Extends(e) => self.forbid(e.span(), "extends"),
            Stmt::Import(i) => self.forbid(i.span(), "import"),
            Stmt::FromImport(i) => self.forbid(i.span(), "from"),
            Stmt::Do(d) => self.forbid(d.span(), "do"),
        }
    }

    fn for_loop(&mut self, of: &Spanned<ForLoop<'t>>) {
        let known = self.expression(&of.iter);
        self.scopes.push(vec![("loop".to_owned(), None)]);
        self.define(
            &of.target,
            match known {
                Some(Shape::List(item)) => Some(item),
                _ => None,
            },
        );
        of.filter_expr.iter().for_each(|e| self.look(e));
        self.statements(&of.body);
        self.scopes.pop();
        self.scoped(&of.else_body);
    }

    fn include(&mut self, include: &Spanned<Include<'t>>) {
        let name = match &include.name {
            Expr::Const(c) => c.value.as_str().map(str::to_owned),
            _ => None,
        };
        match name {
            None => self.forbid(include.span(), "include"),
            Some(name) if self.allowed.templates.contains(&name.as_str()) => {}
            Some(name) => {
                let hint = did_you_mean(&name, self.allowed.templates.iter().copied());
                let finding = Finding::new(&kinds::TEMPLATE_INCLUDE, self.place(include.span())).value(&name);
                self.findings.push(finding.hint(hint));
            }
        }
    }

    /// Looks at an expression whose value is not asked for.
    fn look(&mut self, expression: &Expr<'t>) {
        self.expression(expression);
    }

    fn expression(&mut self, expression: &Expr<'t>) -> Known {
        match expression {
            Expr::Var(var) => self.variable(var.id, var.span()),
            Expr::GetAttr(attribute) => {
                let base = self.expression(&attribute.expr);
                self.attribute(base, attribute.name, attribute.span())
            }
            Expr::GetItem(item) => {
                let base = self.expression(&item.expr);
                self.expression(&item.subscript_expr);
                match (&item.subscript_expr, base) {
                    (Expr::Const(c), Some(Shape::Record(_))) => {
                        let name = c.value.as_str().unwrap_or_default();
                        self.attribute(base, name, item.span())
                    }
                    (_, Some(Shape::List(inner))) => Some(inner),
                    _ => None,
                }
            }
            Expr::Filter(filter) => self.filter(filter),
            Expr::Test(test) => {
                self.expression(&test.expr);
                if !TESTS.contains(&test.name) {
                    self.unknown(test.span(), test.name, &TESTS);
                }
                self.arguments(&test.args);
                None
            }
            Expr::Call(call) => {
                self.forbid(call.span(), "( )");
                self.arguments(&call.args);
                None
            }
            Expr::IfExpr(i) => {
                self.expression(&i.test_expr);
                let known = self.expression(&i.true_expr);
                i.false_expr.iter().for_each(|e| self.look(e));
                known
            }
            Expr::Slice(s) => {
                let known = self.expression(&s.expr);
                [&s.start, &s.stop, &s.step].into_iter().flatten().for_each(|e| self.look(e));
                known
            }
            Expr::UnaryOp(u) => {
                self.expression(&u.expr);
                None
            }
            Expr::BinOp(b) => {
                self.expression(&b.left);
                self.expression(&b.right);
                None
            }
            Expr::Compare(c) => {
                self.expression(&c.expr);
                c.ops.iter().for_each(|op| self.look(&op.expr));
                None
            }
            Expr::List(l) => {
                l.items.iter().for_each(|e| self.look(e));
                None
            }
            Expr::Tuple(t) => {
                t.items.iter().for_each(|e| self.look(e));
                None
            }
            Expr::Map(m) => {
                m.keys.iter().chain(&m.values).for_each(|e| self.look(e));
                None
            }
            Expr::Const(_) => None,
        }
    }

    fn arguments(&mut self, arguments: &[CallArg<'t>]) {
        for argument in arguments {
            match argument {
                CallArg::Pos(e) | CallArg::Kwarg(_, e) | CallArg::PosSplat(e) | CallArg::KwargSplat(e) => {
                    self.expression(e);
                }
            }
        }
    }

    fn filter(&mut self, filter: &Spanned<Filter<'t>>) -> Known {
        let base = filter.expr.as_ref().and_then(|e| self.expression(e));
        if !FILTERS.contains(&filter.name) {
            self.unknown(filter.span(), filter.name, &FILTERS);
        }
        self.arguments(&filter.args);
        match (filter.name, base) {
            ("first" | "last", Some(Shape::List(inner))) => Some(inner),
            ("default", base) => base,
            _ => None,
        }
    }

    fn variable(&mut self, id: &str, span: Span) -> Known {
        let own = self.scopes.iter().rev().flat_map(|scope| scope.iter().rev()).find(|(name, _)| name == id);
        if let Some((_, known)) = own {
            return *known;
        }
        match self.allowed.names().find(|n| n.name == id) {
            Some(found) => Some(&found.shape),
            None => {
                let own = self.scopes.iter().flatten().map(|(name, _)| name.clone()).collect::<Vec<_>>();
                let names: Vec<&str> =
                    self.allowed.names().map(|n| n.name).chain(own.iter().map(String::as_str)).collect();
                self.unknown(span, id, &names);
                None
            }
        }
    }

    fn attribute(&mut self, base: Known, name: &str, span: Span) -> Known {
        let names: &[Name] = match base {
            None => return None,
            Some(Shape::Record(names)) => names,
            Some(Shape::Text | Shape::Number | Shape::YesNo | Shape::List(_)) => &[],
        };
        match names.iter().find(|n| n.name == name) {
            Some(found) => Some(&found.shape),
            None => {
                let names: Vec<&str> = names.iter().map(|n| n.name).collect();
                self.unknown(span, name, &names);
                None
            }
        }
    }
}
