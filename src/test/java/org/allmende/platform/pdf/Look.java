package org.allmende.platform.pdf;
import java.nio.file.*;
class Look { 
  public static void main(String[] a) throws Exception {
    byte[] pdf = Fixtures.RENDERER.render(Fixtures.with(Fixtures.specimen(Fixtures.feeNotice()), Fixtures.facts()));
    Files.write(Path.of("/tmp/look.pdf"), pdf);
    VeraPdf.faults(pdf).forEach(System.out::println);
    System.out.println(pdf.length);
    StringBuilder b = new StringBuilder("<p>");
    for (String s : Din91379.characters()) b.append(Xhtml.escape(s)).append(" ");
    b.append("</p><p>");
    for (String s : Din91379.sequences()) b.append(s).append(" ");
    b.append("</p><p><strong>");
    for (String s : Din91379.sequences()) b.append(s).append(" ");
    b.append("</strong></p>");
    System.out.println(Din91379.characters().size()+" "+Din91379.sequences().size());
    pdf = Fixtures.RENDERER.render(Fixtures.letter(b.toString()));
    Files.write(Path.of("/tmp/din.pdf"), pdf);
    VeraPdf.faults(pdf).forEach(System.out::println);
  }
}
