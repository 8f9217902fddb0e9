/* Does the hostile thing that its payload names, and answers with what came of it: "refused" where the system said no. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "common.h"

static int has(const char *payload, const char *word)
{
   return strstr(payload, word) != NULL;
}

/* The string behind "key": in the payload. */
static const char *value(const char *payload, const char *key, char *buffer, size_t size)
{
   char        pattern[32];
   const char *start;
   snprintf(pattern, sizeof pattern, "\"%s\":", key);
   start = strstr(payload, pattern);
   buffer[0] = 0;
   if (start == NULL) return buffer;
   start += strlen(pattern);
   start += strspn(start, " ");
   if (*start++ != '"') return buffer;
   snprintf(buffer, size, "%.*s", (int)strcspn(start, "\""), start);
   return buffer;
}

static void sleep_for_ever(void)
{
   for (;;) pause();
}

static const char *outcome(int result)
{
   static char text[64];
   if (result >= 0) return "done";
   if (errno == EACCES || errno == EPERM) return "refused";
   snprintf(text, sizeof text, "errno %d", errno);
   return text;
}

static void fork_bomb(void)
{
   for (;;) {
      if (fork() == 0) (void)setsid();
   }
}

static void fill_memory(int is_shared)
{
   const size_t step = 64 << 20;
   for (int i = 0; i < 160; i++) {
      void *block = mmap(NULL, step, PROT_READ | PROT_WRITE, (is_shared ? MAP_SHARED : MAP_PRIVATE) | MAP_ANONYMOUS, -1, 0);
      if (block == MAP_FAILED) abort();
      memset(block, 1, step);
   }
   sleep_for_ever();
}

static void fill_scratch(const char *folder, int is_nameless)
{
   static char block[1 << 20];
   char        path[600];
   memset(block, 1, sizeof block);
   for (int i = 0; i < 64; i++) {
      int file;
      snprintf(path, sizeof path, "%s/%d", folder, i);
      file = open(path, O_WRONLY | O_CREAT, 0600);
      if (file < 0) abort();
      if (is_nameless) unlink(path);
      for (int j = 0; j < 4; j++) {
         if (write(file, block, sizeof block) < 0) abort();
      }
   }
   sleep_for_ever();
}

static void nest(const char *folder)
{
   if (chdir(folder) != 0) abort();
   for (int i = 0; i < 2000; i++) {
      if (mkdir("d", 0700) != 0 || chdir("d") != 0) abort();
   }
   if (chdir("/") != 0) abort();
}

static int connect_to(int port)
{
   struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
   int                descriptor = socket(AF_INET, SOCK_STREAM, 0);
   if (descriptor < 0) return -1;
   address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
   return connect(descriptor, (struct sockaddr *)&address, sizeof address);
}

/* Limits of another process. */
static int limit_other(pid_t pid)
{
   struct rlimit limits = {0, 0};
   return prlimit(pid, RLIMIT_NOFILE, &limits, NULL);
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   char        payload[2048], path[512], scratch[512], json[256];
   const char *result = "unknown";
   (void)instance;
   snprintf(payload, sizeof payload, "%.*s", (int)run->payload.len, (const char *)run->payload.ptr);
   snprintf(scratch, sizeof scratch, "%.*s", (int)run->scratch_dir.len, (const char *)run->scratch_dir.ptr);
   value(payload, "path", path, sizeof path);
   report(host, run, 0.1, "ready");
   if (has(payload, "fork_bomb")) fork_bomb();
   if (has(payload, "fill_memory")) fill_memory(0);
   if (has(payload, "fill_shared")) fill_memory(1);
   if (has(payload, "null_memory")) memset(malloc((size_t)10 << 30), 1, (size_t)10 << 30);
   if (has(payload, "fill_scratch")) fill_scratch(scratch, 0);
   if (has(payload, "fill_nameless")) fill_scratch(scratch, 1);
   if (has(payload, "spin")) {
      for (volatile unsigned long i = 0;; i++) {}
   }
   if (has(payload, "deaf_to_sigterm")) {
      signal(SIGTERM, SIG_IGN);
      sleep_for_ever();
   }
   if (has(payload, "log_flood")) {
      struct timespec start, now;
      int             lines = 0;
      clock_gettime(CLOCK_MONOTONIC, &start);
      do {
         host->log(run->handle, TRUBUILD_LOG_INFO, text("one of very many lines"));
         lines++;
         clock_gettime(CLOCK_MONOTONIC, &now);
      } while (lines < 100000 && now.tv_sec < start.tv_sec + 20);
      result = "done";
   }
   if (has(payload, "nest")) {
      nest(scratch);
      result = "done";
   }
   if (has(payload, "nothing")) result = "done";
   if (has(payload, "read_file")) result = outcome(open(path, O_RDONLY));
   if (has(payload, "write_file")) result = outcome(open(path, O_WRONLY | O_CREAT, 0600));
   if (has(payload, "chmod_file")) result = outcome(chmod(path, 0777));
   if (has(payload, "list_folder")) result = outcome(open(path, O_RDONLY | O_DIRECTORY));
   if (has(payload, "connect_tcp")) result = outcome(connect_to(atoi(path)));
   if (has(payload, "socket_udp")) result = outcome(socket(AF_INET, SOCK_DGRAM, 0));
   if (has(payload, "socket_unix")) result = outcome(socket(AF_UNIX, SOCK_STREAM, 0));
   if (has(payload, "kill_parent")) result = outcome(kill(getppid(), SIGKILL));
   if (has(payload, "kill_sibling")) result = outcome(kill(atoi(path), SIGKILL));
   if (has(payload, "trace_sibling")) result = outcome((int)ptrace(PTRACE_SEIZE, atoi(path), NULL, NULL));
   if (has(payload, "limit_parent")) result = outcome(limit_other(getppid()));
   snprintf(json, sizeof json, "{\"result\":\"%s\",\"pid\":%d}", result, (int)getpid());
   return put_artifact(host, run, "result", json) >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_hostile")
