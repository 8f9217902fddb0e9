#define _GNU_SOURCE
#include <linux/capability.h>
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// The same numbers on every architecture; headers may be older than the kernel.
enum { landlock_create_ruleset = 444, landlock_add_rule = 445, landlock_restrict_self = 446 };

int sandbox_landlock_abi(void) {
    long abi = syscall(landlock_create_ruleset, NULL, 0, 1 /* LANDLOCK_CREATE_RULESET_VERSION */);
    return abi > 0 ? (int)abi : 0;
}

int sandbox_open_path(const char *path) { return open(path, O_PATH | O_CLOEXEC); }

int sandbox_hide_from_others(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

int sandbox_drop_capabilities(void) {
    const uint32_t keep = 1u << CAP_DAC_READ_SEARCH | 1u << CAP_DAC_OVERRIDE;
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2];
    if (syscall(SYS_capget, &header, data) != 0) return -1;
    data[0].permitted &= keep;
    data[0].effective = data[0].permitted;
    data[0].inheritable = 0;
    data[1].permitted = data[1].effective = data[1].inheritable = 0;
    return (int)syscall(SYS_capset, &header, data);
}

struct visit {
    void (*function)(const char *path, void *context);
    void *context;
};

static int visit_library(struct dl_phdr_info *info, size_t size, void *data) {
    struct visit *visit = data;
    (void)size;
    if (info->dlpi_name[0] == '/') visit->function(info->dlpi_name, visit->context);
    return 0;
}

void sandbox_each_library(void (*function)(const char *path, void *context), void *context) {
    struct visit visit = {function, context};
    dl_iterate_phdr(visit_library, &visit);
}

int sandbox_ruleset(int abi, uint64_t files, uint64_t network, uint64_t scopes) {
    uint64_t attributes[3] = {files, network, scopes};
    size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    return (int)syscall(landlock_create_ruleset, attributes, size, 0);
}

int sandbox_allow(int ruleset, int path, uint64_t files) {
    struct {
        uint64_t access;
        int32_t parent;
    } __attribute__((packed)) rule = {files, path};
    return (int)syscall(landlock_add_rule, ruleset, 1 /* LANDLOCK_RULE_PATH_BENEATH */, &rule, 0);
}

int sandbox_restrict(int ruleset) { return (int)syscall(landlock_restrict_self, ruleset, 0); }

int sandbox_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

int sandbox_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

bool sandbox_has_filter(void) {
#ifdef ARCHITECTURE
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
#else
    return false;
#endif
}

#ifdef ARCHITECTURE

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
// Both architectures are little-endian: the low half comes first.
#define LOAD_ARGUMENT(n) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[n]))
#define RETURN(action) BPF_STMT(BPF_RET | BPF_K, (action))
#define REFUSE(code) RETURN(SECCOMP_RET_ERRNO | (code))
#define ALLOW RETURN(SECCOMP_RET_ALLOW)
/// Goes on behind the next `n` instructions unless the accumulator is `value`.
#define UNLESS(value, n) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (n))
#define DENY(name) UNLESS(SYS_##name, 1), REFUSE(EPERM)

#define NEW_NAMESPACES \
    (CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP)

int sandbox_filter(bool allows_network) {
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        RETURN(SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
#ifdef __x86_64__
        // The numbers of the x32 ABI would pass by all that follows.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        REFUSE(ENOSYS),
        // Landlock does not know rights of files. The calls without a folder exist only here.
        DENY(chmod),
        DENY(chown),
        DENY(lchown),
        DENY(iopl),
        DENY(ioperm),
        DENY(modify_ldt),
#endif
        DENY(fchmod),
        DENY(fchmodat),
        UNLESS(452 /* fchmodat2 */, 1),
        REFUSE(EPERM),
        DENY(fchown),
        DENY(fchownat),
        DENY(setxattr),
        DENY(lsetxattr),
        DENY(fsetxattr),
        DENY(removexattr),
        DENY(lremovexattr),
        DENY(fremovexattr),
        // Whoever leaves the process group is not killed with it.
        DENY(setsid),
        DENY(setpgid),
        // Other processes of the same user.
        DENY(ptrace),
        DENY(process_vm_readv),
        DENY(process_vm_writev),
        UNLESS(438 /* pidfd_getfd */, 1),
        REFUSE(EPERM),
        DENY(kcmp),
        DENY(migrate_pages),
        DENY(move_pages),
        // Ways around paths, and around this filter.
        DENY(open_by_handle_at),
        UNLESS(425 /* io_uring_setup */, 1),
        REFUSE(EPERM),
        DENY(mount),
        DENY(umount2),
        UNLESS(428 /* open_tree */, 1),
        REFUSE(EPERM),
        UNLESS(429 /* move_mount */, 1),
        REFUSE(EPERM),
        UNLESS(430 /* fsopen */, 1),
        REFUSE(EPERM),
        UNLESS(442 /* mount_setattr */, 1),
        REFUSE(EPERM),
        DENY(pivot_root),
        DENY(chroot),
        DENY(unshare),
        DENY(setns),
        // The kernel's seldom trodden paths, and what only an administrator does.
        DENY(bpf),
        DENY(perf_event_open),
        DENY(userfaultfd),
        DENY(keyctl),
        DENY(add_key),
        DENY(request_key),
        DENY(kexec_load),
        DENY(init_module),
        DENY(finit_module),
        DENY(delete_module),
        DENY(swapon),
        DENY(swapoff),
        DENY(reboot),
        DENY(acct),
        DENY(quotactl),
        DENY(settimeofday),
        DENY(clock_settime),
        DENY(sethostname),
        DENY(setdomainname),
        DENY(syslog),
        // Memory and queues that outlive their process.
        DENY(shmget),
        DENY(semget),
        DENY(msgget),
        DENY(mq_open),
        // Its arguments cannot be looked at; the C library falls back to clone.
        UNLESS(435 /* clone3 */, 1),
        REFUSE(ENOSYS),
        UNLESS(SYS_clone, 4),
        LOAD_ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, NEW_NAMESPACES, 0, 1),
        REFUSE(EPERM),
        ALLOW,
        // Threads set their own priority, as those of libdispatch do; nobody that of others.
        UNLESS(SYS_setpriority, 6),
        LOAD_ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0 /* PRIO_PROCESS */, 0, 2),
        LOAD_ARGUMENT(1),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0 /* the caller */, 1, 0),
        REFUSE(EPERM),
        ALLOW,
        // The limits of another process.
        UNLESS(SYS_prlimit64, 4),
        LOAD_ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0),
        REFUSE(EPERM),
        ALLOW,
        // Landlock knows TCP alone. Sockets in the file system lead to services of this machine, which may trust the user.
        UNLESS(SYS_socket, 6),
        LOAD_ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 0, 1),
        RETURN(allows_network ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EACCES),
        REFUSE(EACCES),
        ALLOW,
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

#else

int sandbox_filter(bool allows_network) {
    (void)allows_network;
    errno = ENOSYS;
    return -1;
}

#endif
