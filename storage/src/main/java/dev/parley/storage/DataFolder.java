package dev.parley.storage;

import dev.parley.protocol.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The files of one embedded PostgreSQL, and who may use them: the process that holds the lock. Blocking. */
final class DataFolder implements AutoCloseable {
    private static final int PASSWORD_BYTES = 24;
    private static final long STOP_S = 15;

    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** @throws IllegalStateException when another process uses the folder */
    static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            FileChannel file =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(file) == null) {
                file.close();
                throw new IllegalStateException(
                        "Another process runs the PostgreSQL of " + root + ". Use that one, or name another folder.");
            }
            return new DataFolder(root, file);
        } catch (IOException failed) {
            throw new UncheckedIOException("The folder " + root + " cannot be used.", failed);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    Path log() {
        return root.resolve("postgresql.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    /** Made once; readable for the folder's owner only, from its first byte on. */
    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            if (Files.exists(finished())) {
                throw new IllegalStateException("Its password file is missing. Put it back, or remove the folder.");
            }
            Files.deleteIfExists(root.resolve("password.new"));
            Path fresh = Files.createFile(
                    root.resolve("password.new"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, Ids.random(PASSWORD_BYTES));
            Files.move(fresh, passwordFile());
        }
        return Files.readString(passwordFile()).strip();
    }

    /** Data of a first start that was cut short holds nothing, and PostgreSQL would not start with it. */
    void discardUnfinished() throws IOException {
        if (Files.exists(finished()) || !Files.exists(data())) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(data())) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    void markFinished() throws IOException {
        if (!Files.exists(finished())) {
            Files.createFile(finished());
        }
    }

    /** The PostgreSQL that runs in this folder, whoever started it. */
    Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
            // the number may be another process's by now; only PostgreSQL itself works in its data folder
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::worksHere);
        } catch (IOException | RuntimeException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    /**
     * Ends the server that a killed process left behind. To be called with the lock, so nobody else's is hit.
     *
     * @throws IllegalStateException when it does not end within 15 s
     */
    void stopOrphan() {
        postmaster().ifPresent(orphan -> {
            try {
                // SIGINT is "fast shutdown": ends connections, writes everything out (PostgreSQL's manual, 18.5)
                new ProcessBuilder("kill", "-INT", Long.toString(orphan.pid())).start();
                orphan.onExit().get(STOP_S, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (Exception stays) {
                throw new IllegalStateException(
                        "PostgreSQL with process number " + orphan.pid() + " runs in " + root
                                + " and does not stop. Stop it by hand.",
                        stays);
            }
        });
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean worksHere(ProcessHandle process) {
        try {
            Path folder = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
            return process.isAlive() && folder.equals(data().toRealPath());
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private Path finished() {
        return root.resolve("initialised");
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
