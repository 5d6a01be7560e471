package dev.hephaestus.examples.parcels;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /quotes?grams=800&region=islands}. */
@RestController
class QuoteController {

  private final PriceList prices = new PriceList();
  private final Surcharges surcharges = new Surcharges();

  @GetMapping("/quotes")
  Quote quote(@RequestParam int grams, @RequestParam String region) {
    return new Quote(grams, region, prices.cents(grams) + surcharges.cents(region));
  }
}
