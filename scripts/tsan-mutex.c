/*
 * Tells ThreadSanitizer of Synchronization.Mutex. To be preloaded; scripts/sanitize.sh does.
 *
 * The lock of Mutex on Linux is a word that holds the owner's thread id, and a priority-inheriting futex behind it. Its
 * fast path is compiled into the program, where ThreadSanitizer sees its atomics. Whenever two threads meet, however, the lock
 * is taken and released in _lockSlow and _unlockSlow of libswiftSynchronization.so, which is not instrumented: nothing
 * orders what the two threads did, and every value behind a contended Mutex is reported as a race.
 *
 * These functions stand in front of the real ones and say what they do: a release before an unlock, an acquire after a
 * lock, at the address of the word, which is the one that the fast path's atomics use. Nothing is suppressed. Races beside a
 * Mutex are found as before; scripts/sanitize.sh plants one in each run and wants it reported.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HANDLE "$s15Synchronization12_MutexHandleV"
#define LOCK HANDLE "9_lockSlowyys6UInt32VF"
#define TRY_LOCK HANDLE "12_tryLockSlowSbyF"
#define UNLOCK HANDLE "11_unlockSlowyyF"

/* Swift passes the address of the mutex in the register for self. */
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *mutex

/* Weak: programs without ThreadSanitizer, which tests start, are preloaded too. */
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

typedef SWIFT void Lock(uint32_t, SELF);
typedef SWIFT bool TryLock(SELF);
typedef SWIFT void Unlock(SELF);

SWIFT void lock_slow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT bool try_lock_slow(SELF) __asm__(TRY_LOCK);
SWIFT void unlock_slow(SELF) __asm__(UNLOCK);

/* Looked up at each call: the library may come with a processor that is loaded later. A slow path is no place to save time. */
SWIFT void lock_slow(uint32_t thread, SELF) {
    ((Lock *)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT bool try_lock_slow(SELF) {
    bool is_locked = ((TryLock *)dlsym(RTLD_NEXT, TRY_LOCK))(mutex);
    if (is_locked && __tsan_acquire) __tsan_acquire(mutex);
    return is_locked;
}

SWIFT void unlock_slow(SELF) {
    if (__tsan_release) __tsan_release(mutex);
    ((Unlock *)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
