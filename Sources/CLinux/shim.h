#pragma once
// Linux calls that the Glibc module of Swift leaves out.
#include <dirent.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/timerfd.h>

// The headers show these only to those who define _GNU_SOURCE before the first header, which a module cannot.
extern int pipe2(int descriptors[2], int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern ssize_t getdents64(int descriptor, void *buffer, size_t length);
