//! SHA-256 of texts: what has the same digest is the same.

/// A digest of several things, one after the other.
#[derive(Clone)]
pub struct Digest(hmac_sha256::Hash);

impl Digest {
    /// Of nothing yet.
    pub fn new() -> Self {
        Digest(hmac_sha256::Hash::new())
    }

    /// With this as the next thing. Its length counts too: `ab`, `c` is not `a`, `bc`.
    #[must_use]
    pub fn with(mut self, thing: impl AsRef<[u8]>) -> Self {
        let bytes = thing.as_ref();
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// As hexadecimal.
    pub fn text(self) -> String {
        hex(&self.0.finalize())
    }
}

impl Default for Digest {
    fn default() -> Self {
        Digest::new()
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digest")
    }
}

/// The digest of a file, as `sha256sum` prints it. Line ends do not count: git may have changed them on the way.
pub fn of_file(text: &[u8]) -> String {
    let mut hash = hmac_sha256::Hash::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(line) => {
                hash.update(line);
                hash.update(b"\n");
            }
            None => hash.update(line),
        }
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_sha256sum_whatever_the_line_ends() {
        let abc = "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb";

        assert_eq!(of_file(b"abc\n"), abc);
        assert_eq!(of_file(b"abc\r\n"), abc);
    }

    #[test]
    fn where_one_thing_ends_counts() {
        let digest = |things: &[&str]| things.iter().fold(Digest::new(), Digest::with).text();

        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&["ab", "c"]), digest(&["ab", "c"]));
    }
}
