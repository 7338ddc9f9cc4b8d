#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamkit::fuzzing::request_paths(data));
