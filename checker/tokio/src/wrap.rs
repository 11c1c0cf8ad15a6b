//! What every wrapper of one of tokio's types has in common.

/// Declares wrappers of tokio's types. A wrapper derefs to tokio's own type, its first field, and prints as it does.
///
/// A macro and not one generic type: a learner would read its name in rustc's messages in place of `Mutex`.
macro_rules! wrap {
    ($(
        $(#[$attribute:meta])*
        pub struct $name:ident $(<$parameter:tt $(: ?$sized:ident)?>)? ($real:ty $(, $more:ty)? $(,)?);
    )*) => { $(
        $(#[$attribute])*
        pub struct $name $(<$parameter $(: ?$sized)?>)? ($real $(, $more)?);

        impl $(<$parameter $(: ?$sized)?>)? ::std::ops::Deref for $name $(<$parameter>)? {
            type Target = $real;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl $(<$parameter $(: ?$sized)?>)? ::std::ops::DerefMut for $name $(<$parameter>)? {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.0
            }
        }

        impl $(<$parameter $(: ?$sized)?>)? ::std::fmt::Debug for $name $(<$parameter>)?
        where
            $real: ::std::fmt::Debug,
        {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )* };
}

/// Makes wrappers `Clone`. Not derived, because the values that a channel carries need not be `Clone`.
macro_rules! clone {
    ($($name:ident),*) => { $(
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                $name(self.0.clone())
            }
        }
    )* };
}

/// Lets an `Arc` of a wrapper become an `Arc` of what it wraps, and a reference to that one to the wrapper. The wrapper has
/// to be `#[repr(transparent)]`.
///
/// bytemuck derives this too, without `unsafe` here, but the derive takes longer to compile than all of this crate.
macro_rules! transparent {
    ($($name:ident $(<$parameter:ident>)? ($real:ty);)*) => { $(
        // SAFETY: the wrapper is `#[repr(transparent)]` over this one field, and nothing depends on what it holds.
        #[expect(unsafe_code, reason = "nothing else says that two types have one layout")]
        unsafe impl $(<$parameter: ?Sized>)? ::bytemuck::TransparentWrapper<$real> for $name $(<$parameter>)? {}
    )* };
}

pub(crate) use {clone, transparent, wrap};
