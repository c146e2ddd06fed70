package org.allmende.platform.pdf;
import java.nio.file.*;
class Look { 
  public static void main(String[] a) throws Exception {
    byte[] pdf = Fixtures.RENDERER.render(Fixtures.with(Fixtures.specimen(Fixtures.feeNotice()), Fixtures.facts()));
    Files.write(Path.of("/tmp/look.pdf"), pdf);
    VeraPdf.faults(pdf).forEach(System.out::println);
    Path k = Path.of("/tmp/demo.p12"); Files.deleteIfExists(k);
    DemoKey.create(k, "secret".toCharArray(), Fixtures.CLOCK);
    Seal seal = new Seal(k, "secret".toCharArray(), Fixtures.CLOCK);
    byte[] s = seal.seal(pdf, new SealReason("Gebührenbescheid GLA-2026-000123", "Stadt Gladenbach, Standesamt"));
    Files.write(Path.of("/tmp/sealed.pdf"), s);
    System.out.println(pdf.length + " " + s.length);
    VeraPdf.faults(s).forEach(System.out::println);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 40; i++) {
      long t0 = System.nanoTime(); pdf = Fixtures.RENDERER.render(Fixtures.feeNotice());
      long t1 = System.nanoTime(); s = seal.seal(pdf, new SealReason("G", "S"));
      long t2 = System.nanoTime();
      if (i % 5 == 4) System.out.printf("%d render %.1f seal %.1f%n", i, (t1-t0)/1e6, (t2-t1)/1e6);
    }
  }
}
