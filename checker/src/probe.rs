//! Asks rustc why a future cannot go to another thread. Where that is found out in another crate, as in a test that makes a
//! task of it, rustc does not tell which value is alive at which `.await`; in the crate of the future it does. So the
//! question is put there: a function for each `async fn` of a file, that wants its future to be `Send`.

use quote::{format_ident, quote};
use syn::{FnArg, Generics, ImplItem, Item, ReceiverKind, Type};

use crate::rustc::PROBE;

/// What is to be put behind the text of a file. `None` when it cannot be parsed, or has no future.
pub fn probe(source: &str) -> Option<String> {
    let file = syn::parse_file(source).ok()?;
    let mut probes = Vec::new();
    for item in &file.items {
        match item {
            Item::Fn(function) => probes.extend(of(&Generics::default(), None, &function.sig, probes.len())),
            Item::Impl(block) if block.trait_.is_none() => {
                for item in &block.items {
                    if let ImplItem::Fn(method) = item {
                        probes.extend(of(&block.generics, Some(&block.self_ty), &method.sig, probes.len()));
                    }
                }
            }
            _ => {}
        }
    }
    (!probes.is_empty()).then(|| probes.join("\n"))
}

fn of(outer: &Generics, of: Option<&Type>, signature: &syn::Signature, number: usize) -> Option<String> {
    signature.asyncness?;
    let mut generics = outer.clone();
    generics.params.extend(signature.generics.params.clone());
    if let Some(clause) = &signature.generics.where_clause {
        generics.make_where_clause().predicates.extend(clause.predicates.clone());
    }
    let types: Vec<_> = generics.type_params().map(|parameter| parameter.ident.clone()).collect();
    for ty in types {
        generics.make_where_clause().predicates.push(syn::parse_quote!(#ty: Send + Sync));
    }
    let (mut parameters, mut arguments, mut callee) = (Vec::new(), Vec::new(), None);
    for (place, input) in signature.inputs.iter().enumerate() {
        let argument = format_ident!("argument_{place}");
        match input {
            FnArg::Receiver(receiver) => {
                let of = of?;
                match &receiver.kind {
                    ReceiverKind::Reference(_, _, None) => parameters.push(quote!(#argument: &#of)),
                    ReceiverKind::Reference(..) => parameters.push(quote!(#argument: &mut #of)),
                    ReceiverKind::Value => parameters.push(quote!(#argument: #of)),
                    _ => return None,
                }
                callee = Some(argument);
            }
            FnArg::Typed(typed) => {
                let ty = &typed.ty;
                parameters.push(quote!(#argument: #ty));
                arguments.push(argument);
            }
        }
    }
    let name = &signature.ident;
    let call = match (callee, of) {
        (Some(callee), _) => quote!(#callee.#name(#(#arguments),*)),
        (None, Some(of)) => quote!(<#of>::#name(#(#arguments),*)),
        (None, None) => quote!(#name(#(#arguments),*)),
    };
    let probe = format_ident!("{PROBE}_{number}");
    let (declared, _, bounds) = generics.split_for_impl();
    Some(
        quote! {
            #[allow(warnings)]
            fn #probe #declared (#(#parameters),*) #bounds {
                fn is_sent<Sent: Send>(_: &Sent) {}
                is_sent(&#call);
            }
        }
        .to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_async_fn_of_a_file_is_asked_for() {
        let source = "impl<T> Queue<T> {
            pub fn len(&self) -> usize { 0 }
            pub async fn put<E: Clone>(&self, mut item: T, other: E) -> bool where T: Copy { true }
        }
        async fn run(limit: usize) {}";

        let probe = probe(source).expect("there are two");
        let asked: Vec<&str> = probe.lines().collect();
        assert_eq!(asked.len(), 2, "{probe}");
        assert!(asked[0].contains("argument_0 : & Queue < T > , argument_1 : T , argument_2 : E"), "{probe}");
        assert!(asked[0].contains("argument_0 . put (argument_1 , argument_2)"), "{probe}");
        assert!(asked[1].contains("run (argument_0)"), "{probe}");
        assert!(syn::parse_file(&probe).is_ok(), "{probe}");
    }

    #[test]
    fn without_a_future_nothing_is_asked() {
        assert_eq!(probe("fn f() {}"), None);
        assert_eq!(probe("fn f() {"), None);
    }
}
