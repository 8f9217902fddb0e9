#pragma once
// What Linux has to confine a process, as plain functions: Swift cannot call variadic ones, and the C library of a system
// may be older than its kernel. Each returns -1 with errno when it fails.
#include <stdbool.h>
#include <stdint.h>

/// The newest Landlock ABI of this kernel; 0 without Landlock.
int sandbox_landlock_abi(void);
/// Whether this kernel filters system calls.
bool sandbox_has_filter(void);

/// Opens a path for rules alone: nothing can be read or written through it.
int sandbox_open_path(const char *path);
/// Calls `visit` with the path of each library of this process that was loaded from a file. `path` is valid during the call.
void sandbox_each_library(void (*visit)(const char *path, void *context), void *context);
/// Makes a set of Landlock rules that denies these accesses; the caller closes the descriptor.
/// `network` needs ABI 4, `scopes` ABI 6.
int sandbox_ruleset(int abi, uint64_t files, uint64_t network, uint64_t scopes);
/// Allows accesses on a file, or on all beneath a folder.
int sandbox_allow(int ruleset, int path, uint64_t files);
/// Puts the calling thread, and all that it starts, under the rules for ever.
int sandbox_restrict(int ruleset);

/// The calling thread, and all that it starts, gain no rights from set-user-ID programs.
int sandbox_no_new_privileges(void);
/// The process gets SIGKILL when the thread that started it ends.
int sandbox_die_with_parent(void);
/// Gives up all that sets root apart but the reading and writing of others' files, which the rules bound.
int sandbox_drop_capabilities(void);
/// What /proc tells of this process beyond its name and size, such as its environment, is told to nobody else.
int sandbox_hide_from_others(void);
/// Refuses, for the calling thread and all that it starts, the system calls that a processor has no use for.
int sandbox_filter(bool allows_network);
