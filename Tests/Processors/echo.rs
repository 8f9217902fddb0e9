//! The same as echo.c in another language: no crates, only the layout that the header fixes.
use std::os::raw::c_void;

#[repr(C)]
#[derive(Clone, Copy)]
struct Slice {
    ptr: *const u8,
    len: u64,
}

impl Slice {
    const fn of(text: &'static str) -> Slice {
        Slice { ptr: text.as_ptr(), len: text.len() as u64 }
    }

    fn bytes(&self) -> &[u8] {
        if self.len == 0 { &[] } else { unsafe { std::slice::from_raw_parts(self.ptr, self.len as usize) } }
    }
}

#[repr(C)]
struct Run {
    struct_size: u32,
    attempt_no: u32,
    handle: *mut c_void,
    run_id: Slice,
    job_id: Slice,
    job_type: Slice,
    company_id: Slice,
    user_id: Slice,
    payload: Slice,
    package_dir: Slice,
    scratch_dir: Slice,
    deadline_monotonic_ns: u64,
}

#[repr(C)]
struct Host {
    magic: u32,
    struct_size: u32,
    abi_major: u32,
    abi_minor: u32,
    abi_flags: u64,
    name: Slice,
    version: Slice,
    is_cancelled: extern "C" fn(*mut c_void) -> u32,
    progress: extern "C" fn(*mut c_void, *const c_void) -> i32,
    log: extern "C" fn(*mut c_void, u32, Slice) -> i32,
    set_error: extern "C" fn(*mut c_void, Slice, Slice) -> i32,
    set_delay: extern "C" fn(*mut c_void, u64) -> i32,
    artifact_open: extern "C" fn(*mut c_void, Slice, Slice, *mut u64) -> i32,
    artifact_write: extern "C" fn(*mut c_void, u64, Slice) -> i32,
    artifact_commit: extern "C" fn(*mut c_void, u64) -> i32,
}

#[repr(C)]
pub struct Descriptor {
    struct_size: u32,
    job_type_count: u32,
    job_types: *const Slice,
    id: Slice,
    version: Slice,
    summary: Slice,
    payload_schema: Slice,
    required_extensions: *const Slice,
    required_extension_count: u32,
    reserved: u32,
}

#[repr(C)]
pub struct Entry {
    magic: u32,
    struct_size: u32,
    abi_major: u32,
    abi_minor: u32,
    abi_flags: u64,
    describe: extern "C" fn() -> *const Descriptor,
    create: extern "C" fn(*const Host, Slice, *mut *mut c_void) -> i32,
    destroy: extern "C" fn(*mut c_void),
    run: extern "C" fn(*mut c_void, *const Run, *const Host) -> i32,
    get_extension: Option<extern "C" fn(Slice) -> *const c_void>,
}

// The tables are constants; the pointers in them point to constants.
unsafe impl Sync for Slice {}
unsafe impl Sync for Descriptor {}

static JOB_TYPES: [Slice; 1] = [Slice::of("test_echo_rust")];
static DESCRIPTOR: Descriptor = Descriptor {
    struct_size: std::mem::size_of::<Descriptor>() as u32,
    job_type_count: 1,
    job_types: &JOB_TYPES as *const Slice,
    id: Slice::of("com.trubuild.test-echo-rust"),
    version: Slice::of("1.0.0"),
    summary: Slice::of("Answers with what it was given"),
    payload_schema: Slice::of(""),
    required_extensions: std::ptr::null(),
    required_extension_count: 0,
    reserved: 0,
};
static ENTRY: Entry = Entry {
    magic: 0x5250_4254,
    struct_size: std::mem::size_of::<Entry>() as u32,
    abi_major: 1,
    abi_minor: 0,
    abi_flags: 0,
    describe,
    create,
    destroy,
    run,
    get_extension: None,
};

extern "C" fn describe() -> *const Descriptor {
    &DESCRIPTOR
}

extern "C" fn create(_: *const Host, _: Slice, _: *mut *mut c_void) -> i32 {
    0
}

extern "C" fn destroy(_: *mut c_void) {}

extern "C" fn run(_: *mut c_void, run: *const Run, host: *const Host) -> i32 {
    let (run, host) = unsafe { (&*run, &*host) };
    let mut artifact = 0;
    let mut status = (host.artifact_open)(run.handle, Slice::of("result"), Slice::of("application/json"), &mut artifact);
    for part in [b"{\"payload\":".as_slice(), run.payload.bytes(), b"}".as_slice()] {
        if status >= 0 {
            let bytes = Slice { ptr: part.as_ptr(), len: part.len() as u64 };
            status = (host.artifact_write)(run.handle, artifact, bytes);
        }
    }
    if status >= 0 {
        status = (host.artifact_commit)(run.handle, artifact);
    }
    if status >= 0 { 0 } else { 1 }
}

#[no_mangle]
pub extern "C" fn trubuild_processor_entry(_host_abi: u32) -> *const Entry {
    &ENTRY
}
