/* A child of a processor that would live for ever. */
#ifndef TEST_PROCESSORS_LASTING_CHILD_H
#define TEST_PROCESSORS_LASTING_CHILD_H

#include <stdio.h>
#include <unistd.h>

/* Starts it, and prints its number behind `name`. */
static inline pid_t start_lasting_child(const char *name)
{
   pid_t child = fork();
   if (child == 0) {
      for (;;) pause();
   }
   printf("%s %d\n", name, (int)child);
   fflush(stdout);
   return child;
}

#endif
