/* The files that are built into the program: schemas, stylesheets and profiles, by their paths in
   the source tree ("schemas/teikit.rng").  The Makefile makes the table. */
#ifndef TEIKIT_BASE_BUILTIN_H
#define TEIKIT_BASE_BUILTIN_H

struct builtin {
    const char *path;
    const char *bytes, *end; /* `end` points behind the last byte, at a NUL */
};

/* All built-in files, in the order of their paths; one with a NULL path ends the table. */
extern const struct builtin builtin_files[];

/* The built-in file of that path; NULL where there is none. */
const struct builtin *builtin_find(const char *path);

/* What a user means who names a schema, stylesheet or profile: the built-in file
   FOLDER NAME EXTENSION, or NULL where there is none, or where the working folder has a file
   NAME EXTENSION, which goes before it. */
const struct builtin *builtin_named(const char *folder, const char *name, const char *extension);

#endif
