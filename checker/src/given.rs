//! What is given of a part: the signatures that its callers rely on. Compares those of a stub with those of the learner's
//! file, as syntax and not as text: names of parameters, paths in front of a type, `where` or not, all that is free.
//!
//! Pure: no file, no compiler. A file that cannot be parsed changes nothing here; rustc says what is wrong with it.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{
    FnArg, GenericParam, Generics, ImplItem, Item, ReceiverKind, ReturnType, Type, TypeParamBound,
    Visibility, WherePredicate,
};

/// A signature that is not the given one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The function or method, as in `Event::wait`.
    pub item: String,
    /// Where the learner's begins, counted from 1.
    pub line: usize,
    /// The learner's, on one line.
    pub yours: String,
    /// The given one, on one line.
    pub given: String,
    /// How they differ.
    pub how: How,
}

/// How a signature differs from the given one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It asks its callers for more: these bounds, each of them on something.
    Asks(Vec<String>),
    /// It is `async` now.
    BecameAsync,
    /// It is not `async` any more.
    NotAsync,
    /// `&self` became `&mut self` or `self`.
    Receiver,
    /// It has more parameters, or fewer.
    Parameters,
    /// A parameter has another type.
    Parameter,
    /// It returns another type.
    Returns,
}

impl Change {
    /// Whether this alone breaks what is promised to the callers. Otherwise it may be the same promise in other words, and the
    /// compiler tells.
    pub fn is_certain(&self) -> bool {
        matches!(self.how, How::Asks(_) | How::BecameAsync | How::Receiver | How::Parameters)
    }
}

/// The signatures that are given and that the learner's file has otherwise, in the order of the stub.
pub fn changes(stub: &str, source: &str) -> Vec<Change> {
    let (Some(given), Some(yours)) = (signatures(stub), signatures(source)) else { return vec![] };
    let given = given.into_iter().filter(|given| given.is_public);
    let changed = given.filter_map(|given| {
        let yours = yours.iter().find(|yours| yours.item == given.item)?;
        let how = how(&given, yours)?;
        let item = given.item.clone();
        Some(Change { item, line: yours.line, yours: yours.text.clone(), given: given.text, how })
    });
    changed.collect()
}

/// What is asked of types: the subject as it is compared, the bound, and the subject as it is written.
type Asks = BTreeMap<(String, String), String>;

/// A function or a method, with what its callers rely on.
#[derive(Debug)]
struct Signature {
    item: String,
    is_public: bool,
    /// The first of its lines, counted from 1.
    line: usize,
    text: String,
    waits: Waits,
    receiver: Option<Receiver>,
    parameters: Vec<String>,
    output: String,
    asks: Asks,
}

/// Whether a caller has to await it.
#[derive(Debug, PartialEq, Eq)]
enum Waits {
    Async,
    /// It returns `impl Future`.
    Future,
    /// What it returns may be a future or not.
    Unknown,
}

#[derive(Debug, PartialEq, Eq)]
enum Receiver {
    Shared,
    Mutable,
    Value,
    Other(String),
}

fn how(given: &Signature, yours: &Signature) -> Option<How> {
    if given.waits == Waits::Unknown && yours.waits != Waits::Unknown {
        return Some(How::BecameAsync);
    }
    if given.waits == Waits::Async && yours.waits == Waits::Unknown {
        return Some(How::NotAsync);
    }
    // A method that borrows less than it may is called in the same way.
    let borrows_less = given.receiver == Some(Receiver::Mutable) && yours.receiver == Some(Receiver::Shared);
    if given.receiver != yours.receiver && !borrows_less {
        return Some(How::Receiver);
    }
    if given.parameters.len() != yours.parameters.len() {
        return Some(How::Parameters);
    }
    let more = yours.asks.iter().filter(|((subject, bound), _)| !given.promises(subject, bound));
    let more: Vec<String> = more.map(|((_, bound), written)| format!("{written}: {bound}")).collect();
    if !more.is_empty() {
        return Some(How::Asks(more));
    }
    if given.parameters != yours.parameters {
        return Some(How::Parameter);
    }
    (given.output != yours.output).then_some(How::Returns)
}

/// What takes a type away from some caller who has it, unless it is given.
const NARROWS: [&str; 17] = [
    "Send",
    "Sync",
    "'static",
    "Unpin",
    "Debug",
    "Display",
    "Clone",
    "Copy",
    "Default",
    "PartialEq",
    "Eq",
    "Hash",
    "PartialOrd",
    "Ord",
    "From",
    "Into",
    "Error",
];

impl Signature {
    /// Whether what is given has this bound, or one that brings it along.
    fn promises(&self, subject: &str, bound: &str) -> bool {
        let brings: &[&str] = match bound {
            "Clone" => &["Copy"],
            "PartialEq" => &["Eq", "Ord", "PartialOrd"],
            "Eq" | "PartialOrd" => &["Ord"],
            "Debug" | "Display" => &["Error"],
            _ => &[],
        };
        let has = |bound: &str| self.asks.contains_key(&(subject.to_owned(), bound.to_owned()));
        has(bound) || brings.iter().any(|bound| has(bound))
    }
}

/// All functions and methods of a file. `None` when it cannot be parsed.
fn signatures(source: &str) -> Option<Vec<Signature>> {
    let file = syn::parse_file(source).ok()?;
    let mut signatures = Vec::new();
    for item in &file.items {
        match item {
            Item::Fn(function) => {
                let scope = Scope::of(&[&function.sig.generics], None);
                signatures.push(scope.signature(source, None, &function.vis, &function.sig));
            }
            Item::Impl(block) if block.trait_.is_none() => {
                let Type::Path(path) = &*block.self_ty else { continue };
                let Some(name) = path.path.segments.last() else { continue };
                let name = name.ident.to_string();
                for method in &block.items {
                    let ImplItem::Fn(method) = method else { continue };
                    let generics = [&block.generics, &method.sig.generics];
                    let scope = Scope::of(&generics, Some(&block.self_ty));
                    signatures.push(scope.signature(source, Some(&name), &method.vis, &method.sig));
                }
            }
            _ => {}
        }
    }
    Some(signatures)
}

/// What names mean in a signature: type parameters by their place, and `Self`.
struct Scope<'a> {
    generics: Vec<&'a Generics>,
    names: BTreeMap<String, String>,
}

impl<'a> Scope<'a> {
    fn of(generics: &[&'a Generics], self_type: Option<&Type>) -> Self {
        let mut names = BTreeMap::new();
        let types = generics.iter().flat_map(|generics| generics.type_params());
        for (place, parameter) in types.enumerate() {
            names.insert(parameter.ident.to_string(), format!("#{place}"));
        }
        let mut scope = Scope { generics: generics.to_vec(), names };
        if let Some(self_type) = self_type {
            let written = scope.plain(self_type);
            scope.names.insert("Self".to_owned(), written);
        }
        scope
    }

    fn signature(
        &self,
        source: &str,
        of: Option<&str>,
        visibility: &Visibility,
        signature: &syn::Signature,
    ) -> Signature {
        let name = signature.ident.to_string();
        let begin = match visibility {
            Visibility::Inherited => signature.span(),
            _ => visibility.span(),
        };
        // What the output is in is not part of the span of the signature; a `where` is.
        let ends = [Some(signature.span()), signature.generics.where_clause.as_ref().map(Spanned::span)];
        let end = ends.into_iter().flatten().map(|span| span.end()).max().unwrap_or(begin.end());
        let (waits, output) = self.output(signature);
        let mut asks = Asks::new();
        for generics in &self.generics {
            self.asked(generics, &mut asks);
        }
        let mut parameters = Vec::new();
        let mut receiver = None;
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(own) => receiver = Some(self.receiver(own)),
                FnArg::Typed(typed) => {
                    if let Type::ImplTrait(implied) = &*typed.ty {
                        let subject = (format!("argument {}", parameters.len()), typed.pat.to_token_stream());
                        self.bounds(subject, &implied.bounds, &mut asks);
                    }
                    parameters.push(self.plain(&typed.ty));
                }
            }
        }
        Signature {
            item: of.map_or(name.clone(), |of| format!("{of}::{name}")),
            is_public: matches!(visibility, Visibility::Public(_)),
            line: begin.start().line,
            text: one_line(source, begin, end),
            waits,
            receiver,
            parameters,
            output,
            asks,
        }
    }

    fn receiver(&self, receiver: &syn::Receiver) -> Receiver {
        match &receiver.kind {
            ReceiverKind::Value => Receiver::Value,
            ReceiverKind::Reference(_, _, None) => Receiver::Shared,
            ReceiverKind::Reference(_, _, Some(_)) => Receiver::Mutable,
            ReceiverKind::Typed(_, ty) => match &**ty {
                Type::Reference(reference) if is_self(&reference.elem) && reference.mutability.is_some() => {
                    Receiver::Mutable
                }
                Type::Reference(reference) if is_self(&reference.elem) => Receiver::Shared,
                ty if is_self(ty) => Receiver::Value,
                ty => Receiver::Other(self.plain(ty)),
            },
            _ => Receiver::Other(String::new()),
        }
    }

    /// Whether it waits, and for what.
    fn output(&self, signature: &syn::Signature) -> (Waits, String) {
        let written = match &signature.output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, ty) => self.plain(ty),
        };
        let unit = |written: String| if written == "()" { String::new() } else { written };
        if signature.asyncness.is_some() {
            return (Waits::Async, unit(written));
        }
        let output = written.strip_prefix("impl Future < Output = ").and_then(|rest| rest.split_once(" >"));
        match output {
            Some((output, _)) => (Waits::Future, unit(output.to_owned())),
            None => (Waits::Unknown, unit(written)),
        }
    }

    /// What these generics ask of types.
    fn asked(&self, generics: &Generics, asks: &mut Asks) {
        for parameter in &generics.params {
            if let GenericParam::Type(parameter) = parameter {
                let subject = (self.plain(&parameter.ident), parameter.ident.to_token_stream());
                self.bounds(subject, &parameter.bounds, asks);
            }
        }
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            if let WherePredicate::Type(predicate) = predicate {
                let subject = (self.plain(&predicate.bounded_ty), predicate.bounded_ty.to_token_stream());
                self.bounds(subject, &predicate.bounds, asks);
            }
        }
    }

    fn bounds<'b>(
        &self,
        (subject, written): (String, TokenStream),
        bounds: impl IntoIterator<Item = &'b TypeParamBound>,
        asks: &mut Asks,
    ) {
        let written = written.to_string().replace(' ', "");
        for bound in bounds {
            let name = match bound {
                TypeParamBound::Trait(bound) => match bound.path.segments.last() {
                    Some(last) => last.ident.to_string(),
                    None => continue,
                },
                TypeParamBound::Lifetime(lifetime) => lifetime.to_string(),
                _ => continue,
            };
            if NARROWS.contains(&name.as_str()) {
                asks.insert((subject.clone(), name), written.clone());
            }
        }
    }

    /// Syntax as text: without the modules in front of a name, without lifetimes that are not `'static`, and with type
    /// parameters by their place.
    fn plain(&self, syntax: &impl ToTokens) -> String {
        let mut words = Vec::new();
        self.words(syntax.to_token_stream(), &mut words);
        // `std :: time :: Duration`.
        let mut plain: Vec<String> = Vec::new();
        for word in words {
            let is_module = |word: &String| word.starts_with(|letter: char| letter.is_ascii_lowercase());
            if let [.., module, first, second] = &plain[..]
                && (first.as_str(), second.as_str()) == (":", ":")
                && is_module(module)
                && module != "impl"
            {
                plain.truncate(plain.len() - 3);
            }
            plain.push(word);
        }
        plain.join(" ").replace(" < >", "").replace("< , ", "< ").replace(", >", ">").replace(", )", ")")
    }

    fn words(&self, tokens: TokenStream, words: &mut Vec<String>) {
        let mut tokens = tokens.into_iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                        proc_macro2::Delimiter::Bracket => ("[", "]"),
                        proc_macro2::Delimiter::Brace => ("{", "}"),
                        proc_macro2::Delimiter::None => ("", ""),
                    };
                    let mut inner = Vec::new();
                    self.words(group.stream(), &mut inner);
                    if inner.is_empty() {
                        words.push(format!("{open}{close}"));
                    } else {
                        words.push(open.to_owned());
                        words.append(&mut inner);
                        words.push(close.to_owned());
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                    let name = tokens.next().map(|name| name.to_string()).unwrap_or_default();
                    // Which other lifetime it is makes no other signature.
                    if name == "static" {
                        words.push("'static".to_owned());
                    }
                }
                TokenTree::Ident(ident) => {
                    let name = ident.to_string();
                    words.push(self.names.get(&name).cloned().unwrap_or(name));
                }
                other => words.push(other.to_string()),
            }
        }
    }
}

fn is_self(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("Self"))
}

/// The text of a signature without its line breaks.
fn one_line(source: &str, begin: Span, end: proc_macro2::LineColumn) -> String {
    let begin = begin.start();
    let lines = source.lines().enumerate().map(|(index, line)| (index + 1, line));
    let taken = lines.filter(|(number, _)| (begin.line..=end.line).contains(number)).map(|(number, line)| {
        let letters = line.chars();
        let upto = if number == end.line { end.column } else { usize::MAX };
        let from = if number == begin.line { begin.column } else { 0 };
        letters.take(upto).skip(from).collect::<String>()
    });
    let text = taken.collect::<Vec<_>>().join(" ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches(',').replace("( ", "(").replace(", )", ")")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const STUB: &str = "pub struct Event {}
impl Event {
    pub fn set(&self) {
        todo!()
    }
    pub async fn wait(&self) {
        todo!()
    }
}
pub async fn run<W: Future, K>(event: &Event, limit: Duration, work: W) -> Lease<'_, W::Output>
where
    K: Eq,
{
    todo!()
}
";

    /// The stub with this in place of that.
    fn with(that: &str, this: &str) -> String {
        assert!(STUB.contains(that), "{that} is in the stub");
        STUB.replace(that, this)
    }

    #[rstest]
    #[case::mutable("wait(&self)", "wait(&mut self)", How::Receiver)]
    #[case::by_value("wait(&self)", "wait(self)", How::Receiver)]
    #[case::shared("wait(&self)", "wait(self: Arc<Self>)", How::Receiver)]
    #[case::made_async("pub fn set", "pub async fn set", How::BecameAsync)]
    #[case::returns_a_future(
        "pub fn set(&self)",
        "pub fn set(&self) -> impl Future<Output = ()>",
        How::BecameAsync
    )]
    #[case::not_async("pub async fn wait", "pub fn wait", How::NotAsync)]
    #[case::one_more("wait(&self)", "wait(&self, limit: Duration)", How::Parameters)]
    #[case::send("W: Future", "W: Future + Send + 'static", How::Asks(vec!["W: 'static".into(), "W: Send".into()]))]
    #[case::of_output("K: Eq,", "K: Eq, W::Output: std::fmt::Debug", How::Asks(vec!["W::Output: Debug".into()]))]
    #[case::of_the_type("impl Event", "impl<T: Clone> Event", How::Asks(vec!["T: Clone".into()]))]
    #[case::other_type("limit: Duration", "limit: u64", How::Parameter)]
    #[case::other_output("W::Output>", "W>", How::Returns)]
    fn a_change_is_told_with_how(#[case] that: &str, #[case] this: &str, #[case] how: How) {
        let found = changes(STUB, &with(that, this));

        assert_eq!(found.first().map(|change| change.how.clone()), Some(how), "{found:#?}");
    }

    #[rstest]
    #[case::same("K: Eq,", "K: Eq,")]
    #[case::modules("limit: Duration", "wait_for: std::time::Duration")]
    #[case::mutable_argument("work: W", "mut work: W")]
    #[case::fewer_bounds("W: Future, K>", "W, K>")]
    #[case::names(
        "<W: Future, K>(event: &Event, limit: Duration, work: W) -> Lease<'_, W::Output>\nwhere\n    K: Eq,",
        "<'a, F: Future, X: PartialEq + Eq>(event: &'a Event, limit: Duration, work: F) -> Lease<'a, F::Output>"
    )]
    #[case::future(
        "pub async fn wait(&self) {",
        "pub fn wait(&self) -> impl Future<Output = ()> + use<'_> {"
    )]
    #[case::unit("wait(&self) {", "wait(&self) -> () {")]
    #[case::self_type("set(&self)", "set(self: &Self)")]
    #[case::own_function("pub struct", "fn help(x: &mut u8) {}\npub struct")]
    fn the_same_promise_in_other_words_is_no_change(#[case] that: &str, #[case] this: &str) {
        assert_eq!(changes(STUB, &with(that, this)), []);
    }

    #[test]
    fn both_signatures_are_told_on_one_line_and_where_the_learners_is() {
        let source = with("wait(&self)", "wait(\n        &mut self,\n    )");

        let [change] = &changes(STUB, &source)[..] else { panic!("one has changed") };
        assert_eq!((change.item.as_str(), change.line), ("Event::wait", 6));
        assert_eq!(change.given, "pub async fn wait(&self)");
        assert_eq!(change.yours, "pub async fn wait(&mut self)");
        assert!(change.is_certain());
    }

    #[test]
    fn what_cannot_be_parsed_has_no_changes() {
        assert_eq!(changes(STUB, "pub async fn wait(&mut self {"), []);
    }
}
