/* Finds the runner's socket and writes a frame of its own making into it: the commit of an artifact that nobody opened. */
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   /* u32 length of what follows | u8 kind | u64 serial | u64 artifact */
   uint8_t frame[4 + 1 + 8 + 8] = {1 + 8 + 8, 0, 0, 0, 0x88};
   (void)instance;
   report(host, run, 0.5, "forging");
   /* The serial is not told to processors, but it is a small number. */
   for (uint8_t serial = 1; serial < 100; serial++) {
      frame[5] = serial;
      frame[13] = 99;
      for (int descriptor = 3; descriptor < 2048; descriptor++) {
         struct stat status;
         if (fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode)) send(descriptor, frame, sizeof frame, 0);
      }
   }
   put_artifact(host, run, "result", "{}");
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_forger")
