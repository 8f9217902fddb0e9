/* Does its job, and leaves a thread that holds the lock of a stream for ever. */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <unistd.h>
#include "common.h"

static sem_t is_held;

static void *hold(void *stream)
{
   flockfile(stream);
   sem_post(&is_held);
   for (;;) pause();
   return NULL;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   FILE     *stream = fopen("/dev/null", "w");
   pthread_t thread;
   if (stream == NULL || sem_init(&is_held, 0, 0) != 0) return TRUBUILD_RETRY;
   if (pthread_create(&thread, NULL, hold, stream) != 0) return TRUBUILD_RETRY;
   while (sem_wait(&is_held) != 0) continue;
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_stream_holder")
