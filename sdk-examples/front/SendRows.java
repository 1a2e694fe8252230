import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** Java 8: each line of a file becomes a row of the exchange table; what is rejected is printed. */
public class SendRows {
  public static void main(String[] args) throws Exception { // JDBC URL, payload type, file
    try (Connection vendor = DriverManager.getConnection(args[0]);
        PreparedStatement insert =
            vendor.prepareStatement("INSERT INTO cdx_front_out (type, payload) VALUES (?, ?)");
        PreparedStatement open =
            vendor.prepareStatement("SELECT 1 FROM cdx_front_out WHERE state IN ('new', 'taken')");
        PreparedStatement rejected =
            vendor.prepareStatement(
                "SELECT id, pointer, code, reason FROM cdx_front_out WHERE state = 'rejected' ORDER BY id")) {
      vendor.setAutoCommit(false); // With the rows of the application itself: all of them or none.
      for (String line : Files.readAllLines(Paths.get(args[2]), StandardCharsets.UTF_8)) {
        insert.setString(1, args[1]);
        insert.setString(2, line);
        insert.executeUpdate();
      }
      vendor.commit(); // From here on each of them arrives, or is rejected with its reason.
      while (open.executeQuery().next()) {
        vendor.commit();
        Thread.sleep(200);
      }
      for (ResultSet row = rejected.executeQuery(); row.next(); )
        System.out.println(
            row.getLong(1)
                + " "
                + row.getString(2)
                + " "
                + row.getString(3)
                + " "
                + row.getString(4));
    }
  }
}
