package dev.parley.system.ops;

import dev.parley.cli.ParleyCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The program {@code parley} for a shell, made of this test's own classes. */
final class ParleyProgram {
    private ParleyProgram() {}

    /** @return the new folder that it is in, for {@code PATH} */
    static Path in(Path folder) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String start = "#!/bin/sh\nexec " + java + " -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + ParleyCli.class.getName() + " \"$@\"\n";
        Path parley = Files.writeString(bin.resolve("parley"), start);
        Files.setPosixFilePermissions(parley, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }
}
