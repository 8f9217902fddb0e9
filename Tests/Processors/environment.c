/* Answers with what its process was given: environment, process, open descriptors, signal dispositions, scratch folder. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
#include "common.h"

extern char **environ;

static int descriptor_count(void)
{
   int  count = 0;
   DIR *folder = opendir("/proc/self/fd");
   if (folder == NULL) return -1;
   while (readdir(folder) != NULL) count++;
   closedir(folder);
   /* Not ".", "..", and the folder's own. */
   return count - 3;
}

static int blocked_signals(void)
{
   sigset_t set;
   int      count = 0;
   sigprocmask(SIG_BLOCK, NULL, &set);
   for (int number = 1; number < 32; number++) count += sigismember(&set, number) == 1;
   return count;
}

static void leave_something_behind(const trubuild_run *run)
{
   char  path[512];
   FILE *file;
   snprintf(path, sizeof path, "%.*s/left.txt", (int)run->scratch_dir.len, (const char *)run->scratch_dir.ptr);
   file = fopen(path, "w");
   if (file != NULL) fclose(file);
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   char     json[4096];
   uint64_t artifact = 0;
   int32_t  status = host->artifact_open(run->handle, text("result"), text("application/json"), &artifact);
   (void)instance;
   leave_something_behind(run);
   snprintf(
      json, sizeof json, "{\"pid\":%d,\"group\":%d,\"descriptors\":%d,\"blocked\":%d,\"scratch\":\"%.*s\",\"environment\":[",
      (int)getpid(), (int)getpgrp(), descriptor_count(), blocked_signals(), (int)run->scratch_dir.len,
      (const char *)run->scratch_dir.ptr);
   if (status >= 0) status = host->artifact_write(run->handle, artifact, text(json));
   for (int i = 0; environ[i] != NULL && status >= 0; i++) {
      snprintf(json, sizeof json, "%s\"%s\"", i == 0 ? "" : ",", environ[i]);
      status = host->artifact_write(run->handle, artifact, text(json));
   }
   if (status >= 0) status = host->artifact_write(run->handle, artifact, text("]}"));
   if (status >= 0) status = host->artifact_commit(run->handle, artifact);
   return status >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_environment")
