package dev.sallyport.infra;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Color;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidgetView;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LegendPosition;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidgetBackground;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;

/** The few shapes that the dashboard is made of; widths in columns of 24. */
final class Widgets {
  static final int WHOLE = 24;
  private static final int HEIGHT = 6;
  private static final int LOW = 4;

  private Widgets() {}

  static IWidget text(String markdown, int height) {
    return TextWidget.Builder.create()
        .markdown(markdown)
        .background(TextWidgetBackground.TRANSPARENT)
        .width(WHOLE)
        .height(height)
        .build();
  }

  /** Sums over what the dashboard shows, not over its last five minutes. */
  static IWidget numbers(String title, int width, List<IMetric> metrics) {
    return SingleValueWidget.Builder.create()
        .title(title)
        .metrics(metrics)
        .setPeriodToTimeRange(true)
        .width(width)
        .height(LOW)
        .build();
  }

  /** What is so now. */
  static IWidget now(String title, int width, List<IMetric> metrics) {
    return SingleValueWidget.Builder.create()
        .title(title)
        .metrics(metrics)
        .sparkline(true)
        .width(width)
        .height(LOW)
        .build();
  }

  static IWidget bars(String title, int width, List<IMetric> metrics) {
    return graph(title, width, metrics).view(GraphWidgetView.TIME_SERIES).stacked(true).build();
  }

  static IWidget lines(String title, int width, String unit, List<IMetric> metrics) {
    return graph(title, width, metrics)
        .leftYAxis(YAxisProps.builder().label(unit).showUnits(false).min(0).build())
        .build();
  }

  /** Lines, and one that they should not cross. */
  static IWidget lines(
      String title, int width, String unit, List<IMetric> metrics, double limit, String meaning) {
    return graph(title, width, metrics)
        .leftYAxis(YAxisProps.builder().label(unit).showUnits(false).min(0).build())
        .leftAnnotations(
            List.of(
                HorizontalAnnotation.builder()
                    .value(limit)
                    .label(meaning)
                    .color(Color.RED)
                    .build()))
        .build();
  }

  /** Two units in one picture. */
  static IWidget twoScales(
      String title,
      int width,
      String leftUnit,
      List<IMetric> left,
      String rightUnit,
      List<IMetric> right) {
    return graph(title, width, left)
        .leftYAxis(YAxisProps.builder().label(leftUnit).showUnits(false).min(0).build())
        .right(right)
        .rightYAxis(YAxisProps.builder().label(rightUnit).showUnits(false).min(0).build())
        .build();
  }

  private static GraphWidget.Builder graph(String title, int width, List<IMetric> metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(metrics)
        .legendPosition(LegendPosition.BOTTOM)
        .width(width)
        .height(HEIGHT);
  }
}
