#pragma once
#include <libpq-fe.h>
// Swift's Glibc module leaves it out; the client wakes the threads that wait in poll(2) with it.
#include <sys/eventfd.h>
