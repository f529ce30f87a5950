import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Judges any number of EPUB files with EPUBCheck in one process.
 *
 * Each line of the input is a file name. The answer is one line: EPUBCheck's own report as JSON, or an empty
 * line if there is none.
 */
public final class Epubs {
    public static void main(String[] none) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Path report = Files.createTempFile("triptych-", ".json");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Files.write(report, new byte[0]);
                try {
                    new EpubChecker().run(new String[] {line, "--usage", "--json", report.toString()});
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError error) {
                    System.err.println(error);
                }
                out.println(Files.readString(report).replaceAll("\\s*\\R\\s*", " ").strip());
                out.flush();
            }
        } finally {
            Files.deleteIfExists(report);
        }
    }
}
