import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges any number of PDF files with veraPDF's engine in one process.
 *
 * Each line of the input has flavours, such as "ua1,3a", a tab, and a file name. The answer is lines
 * "failed TAB flavour TAB clause-test TAB description TAB context" or "broken TAB flavour TAB reason",
 * then "judged". The property triptych.shown is the number of failures reported per rule, by default 20.
 */
public final class Verdict {
    private static final int SHOWN = Integer.getInteger("triptych.shown", 20);

    public static void main(String[] none) throws Exception {
        // JAXB uses the thread's class loader, which does not see the class path under "java Verdict.java".
        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        LogManager.getLogManager().reset();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split("\t", 2);
            for (String flavour : parts[0].split(",")) {
                try {
                    judge(parts[1], PDFAFlavour.byFlavourId(flavour), out);
                } catch (Exception | StackOverflowError | OutOfMemoryError error) {
                    out.println(String.join("\t", "broken", flavour, plain(error.toString())));
                }
            }
            out.println("judged");
            out.flush();
        }
    }

    private static void judge(String name, PDFAFlavour flavour, PrintStream out) throws Exception {
        try (InputStream stream = new FileInputStream(name);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, SHOWN, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            int failures = 0;
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    print(each, flavour, out);
                    failures++;
                }
            }
            if (!result.isCompliant() && failures == 0) {
                out.println(String.join("\t", "broken", flavour.getId(), "not compliant, but no rule says why"));
            }
        }
    }

    private static void print(TestAssertion failed, PDFAFlavour flavour, PrintStream out) {
        String rule = failed.getRuleId().getClause() + "-" + failed.getRuleId().getTestNumber();
        String message = failed.getErrorMessage() == null ? failed.getMessage() : failed.getErrorMessage();
        String place = failed.getLocation() == null ? "" : failed.getLocation().getContext();
        out.println(String.join("\t", "failed", flavour.getId(), rule, plain(message), plain(place)));
    }

    private static String plain(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }
}
