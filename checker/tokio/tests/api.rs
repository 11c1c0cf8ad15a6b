//! The same code compiles against this crate and against tokio itself, and does the same.

#![expect(clippy::duplicate_mod, reason = "that is the point")]

// What is missing from this crate, or has another signature, does not compile in `explored`; what is not tokio's does
// not compile in `plain`.
#[path = "api"]
mod explored {
    use ::tokio;

    mod surface;
}

#[path = "api"]
mod plain {
    use ::real as tokio;

    mod surface;
}
