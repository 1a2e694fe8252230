package io.github.citydc.naming.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on one port of the loopback, UDP and TCP, that can be made to fail. */
final class TestDnsServer implements AutoCloseable {

  /** How it answers. */
  enum Mood {
    ANSWER,
    SERVFAIL,
    REFUSED,
    SILENT,
    /** Cut off over UDP, whole over TCP. */
    TRUNCATED,
    /** Cut off over UDP, whole over TCP, but hung up on when a connection is used again. */
    TRUNCATED_HANGING_UP,
    /** Cut off over UDP, no answer over TCP. */
    TRUNCATED_WITHOUT_TCP,
    GARBAGE
  }

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile Mood mood = Mood.ANSWER;

  TestDnsServer() throws IOException {
    tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
    start("dns-udp", this::serveUdp);
    start("dns-tcp", this::serveTcp);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort());
  }

  void mood(Mood next) {
    mood = next;
  }

  void clear() {
    records.clear();
    questions.clear();
    mood = Mood.ANSWER;
  }

  void add(Record record) {
    records.computeIfAbsent(record.getName(), absent -> new CopyOnWriteArrayList<>()).add(record);
  }

  /** What was asked, as {@code udp|tcp type}. */
  List<String> questions() {
    return new ArrayList<>(questions);
  }

  private void serveUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
        byte[] answer = answer(query, "udp");
        if (answer.length > 0) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        questions.add("closed, or not DNS");
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] query = in.readNBytes(in.readUnsignedShort());
        byte[] answer = answer(new Message(query), "tcp");
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        new DataOutputStream(framed).writeShort(answer.length);
        framed.write(answer);
        if (answer.length > 0) {
          socket.getOutputStream().write(framed.toByteArray());
        }
        if (mood == Mood.TRUNCATED_HANGING_UP) {
          in.readUnsignedShort();
          questions.add("tcp hung up");
        }
      } catch (IOException e) {
        questions.add("closed, or not DNS");
      }
    }
  }

  private byte[] answer(Message query, String transport) {
    Record question = query.getQuestion();
    questions.add(transport + " " + Type.string(question.getType()));
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    boolean overUdp = transport.equals("udp");
    switch (mood) {
      case SERVFAIL -> answer.getHeader().setRcode(Rcode.SERVFAIL);
      case REFUSED -> answer.getHeader().setRcode(Rcode.REFUSED);
      case SILENT -> {
        return new byte[0];
      }
      case GARBAGE -> {
        return new byte[] {(byte) (query.getHeader().getID() >> 8), 1, 2};
      }
      case TRUNCATED, TRUNCATED_HANGING_UP -> {
        if (overUdp) {
          answer.getHeader().setFlag(Flags.TC);
        } else {
          fill(answer, question);
        }
      }
      case TRUNCATED_WITHOUT_TCP -> {
        if (!overUdp) {
          return new byte[0];
        }
        answer.getHeader().setFlag(Flags.TC);
      }
      case ANSWER -> fill(answer, question);
    }
    return answer.toWire();
  }

  private void fill(Message answer, Record question) {
    List<Record> known = records.get(question.getName());
    if (known == null) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
      return;
    }
    known.stream()
        .filter(r -> r.getType() == question.getType() || r.getType() == Type.CNAME)
        .forEach(record -> answer.addRecord(record, Section.ANSWER));
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
